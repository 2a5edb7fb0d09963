namespace Sothebais.Tests.Infra.Vps;

/// <summary>Updates, fail2ban and the timer, asked of the programs that read them.</summary>
[Collection(typeof(OnSetUpMachine))]
public sealed class UpkeepTests(SetUpMachine at)
{
    [Theory]
    [InlineData("APT::Periodic::Update-Package-Lists", "1"), InlineData("APT::Periodic::Unattended-Upgrade", "1")]
    [InlineData("Unattended-Upgrade::Automatic-Reboot", "false")]
    public async Task Security_updates_come_by_themselves_and_a_restart_does_not(string setting, string value) =>
        Assert.Contains($"{setting} \"{value}\";", await at.Machine.Do("apt-config dump"), StringComparison.Ordinal);

    [Theory]
    [InlineData("sshd[9]: Connection closed by authenticating user root 198.51.100.7 port 40000 [preauth]")]
    [InlineData("sshd[9]: Invalid user admin from 198.51.100.7 port 40000")]
    public async Task Who_knocks_without_a_key_is_counted(string line) =>
        Assert.Contains("1 matched", await at.Machine.Do($"fail2ban-regex {SetUpMachine.Quoted($"Nov 24 12:00:00 house {line}")} 'sshd[mode=aggressive]'"), StringComparison.Ordinal);

    [Fact]
    public async Task Fail2ban_reads_the_journal_counts_so_and_bans_for_longer_each_time()
    {
        var jail = await at.Machine.Do("fail2ban-client -d 2>/dev/null");
        Assert.Contains("['add', 'sshd', 'systemd']", jail, StringComparison.Ordinal);
        Assert.Contains("['set', 'sshd', 'maxretry', 5]", jail, StringComparison.Ordinal);
        Assert.Contains("['set', 'sshd', 'bantime', '1h']", jail, StringComparison.Ordinal);
        Assert.Contains("['set', 'sshd', 'bantime.increment', True]", jail, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("['set', 'sshd', 'addaction', 'iptables-multiport']", jail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Systemd_takes_the_backup_s_units() =>
        Assert.Equal("", await at.Machine.Do("mkdir -p /srv/sothebais/infra/vps && install -m 755 /dev/null /srv/sothebais/infra/vps/backup.sh && systemd-analyze verify /etc/systemd/system/sothebais-backup.timer /etc/systemd/system/sothebais-backup.service"));

    [Fact]
    public async Task The_services_were_told_once()
    {
        var told = (await at.Machine.Do("grep -E '^(try-reload|restart|daemon-reload)' /var/log/systemctl")).Split('\n');
        Assert.Equal(["daemon-reload", "restart docker", "restart fail2ban", "restart systemd-sysctl", "try-reload-or-restart ssh"], told.Order(StringComparer.Ordinal));
    }
}

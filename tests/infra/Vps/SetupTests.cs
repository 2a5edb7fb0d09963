namespace Sothebais.Tests.Infra.Vps;

/// <summary>setup.sh, run for real on a machine of its own.</summary>
public sealed class SetupTests : IAsyncLifetime
{
    private const string Setup = "bash /infra/vps/setup.sh --no-packages";
    private Machine _machine = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _machine = await Machine.Start();
        await _machine.Do("ssh-keygen -q -t ed25519 -N '' -C one -f /root/key && ssh-keygen -q -t ed25519 -N '' -C two -f /root/other");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _machine.DisposeAsync();

    [Fact]
    public async Task A_second_run_writes_nothing_and_a_new_key_changes_only_the_keys()
    {
        var first = await _machine.Do($"{Setup} --key /root/key.pub");
        Assert.Contains("changed: user pliskin", first, StringComparison.Ordinal);
        var before = await _machine.Changes();
        var services = await _machine.Do("grep -vE '^(is|enable)' /var/log/systemctl");

        Assert.Equal("nothing to change", await _machine.Do($"{Setup} --key /root/key.pub"));
        Assert.Equal("nothing to change", await _machine.Do(Setup));
        Assert.Equal(before, await _machine.Changes());

        Assert.Equal("changed: /home/pliskin/.ssh/authorized_keys", await _machine.Do($"cat /root/key.pub /root/other.pub | {Setup} --key -"));
        Assert.Equal(2, (await _machine.Do("cat /home/pliskin/.ssh/authorized_keys")).Split('\n').Length);
        var touched = (await _machine.Changes()).Split('\n').Except(before.Split('\n')).Select(line => line.Split(' ')[0]);
        Assert.Equal(["home/pliskin/.ssh", "home/pliskin/.ssh/authorized_keys"], touched.Order(StringComparer.Ordinal));
        Assert.Equal(services, await _machine.Do("grep -vE '^(is|enable)' /var/log/systemctl"));
    }

    [Fact]
    public async Task The_user_is_the_one_that_is_named_and_owns_what_a_deploy_needs()
    {
        await _machine.Do($"{Setup} --key /root/key.pub --user raiden");
        Assert.Equal("raiden raiden 750\nraiden raiden 700", await _machine.Do("stat -c '%U %G %a' /srv/sothebais /var/backups/sothebais"));
        Assert.Equal("docker raiden sothebais", await _machine.Do("id -nG raiden | tr ' ' '\\n' | sort | xargs"));
        Assert.Equal("raiden:*", await _machine.Do("getent shadow raiden | cut -d: -f1,2"));
        Assert.Equal("User=raiden", await _machine.Do("grep ^User= /etc/systemd/system/sothebais-backup.service"));
        Assert.Equal("0", await _machine.Do("su raiden -c 'sudo -n id -u'"));
        Assert.Equal(2, (await _machine.Run("getent passwd pliskin")).Code);
    }

    [Theory]
    [InlineData("", "no key: give --key")]
    [InlineData("--key /root/nowhere", "cannot read the keys in /root/nowhere")]
    [InlineData("--key /root/key", "holds a private key")]
    [InlineData("--key /etc/hostname", "not a public key")]
    [InlineData("--key /dev/null", "no key in /dev/null")]
    [InlineData("--key", "--key needs a value")]
    [InlineData("--key /root/key.pub --user root", "'root' will not do")]
    [InlineData("--key /root/key.pub --user 'a b'", "'a b' will not do")]
    [InlineData("--force", "what is --force?")]
    public async Task Without_what_it_needs_it_says_why_and_touches_nothing(string arguments, string why)
    {
        var before = await _machine.Changes();
        var outcome = await _machine.Run($"{Setup} {arguments}");
        Assert.Equal(1, outcome.Code);
        Assert.Contains(why, outcome.Output, StringComparison.Ordinal);
        Assert.Equal(before, await _machine.Changes());
    }

    [Theory]
    [InlineData("ID=fedora\nVERSION_ID=42", "this is 'fedora 42'")]
    [InlineData("ID=debian\nVERSION_ID=11", "this is 'debian 11'")]
    public async Task An_unknown_system_is_refused(string release, string why)
    {
        await _machine.Do($"rm /etc/os-release && printf '%s\\n' {SetUpMachine.Quoted(release)} >/etc/os-release");
        var outcome = await _machine.Run($"{Setup} --key /root/key.pub");
        Assert.Equal(1, outcome.Code);
        Assert.Contains(why, outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("echo 'Port 2222' >/etc/ssh/sshd_config.d/port.conf", "does not listen on port 22")]
    [InlineData("echo 'AllowUsers admin' >/etc/ssh/sshd_config.d/users.conf", "sets AllowUsers")]
    [InlineData("sed -i /^Include/d /etc/ssh/sshd_config", "'passwordauthentication no' is not in force for pliskin")]
    [InlineData("echo 'PasswordAuthentication yes' >/etc/ssh/sshd_config.d/00-image.conf", "'passwordauthentication no' is not in force for pliskin")]
    [InlineData("printf 'Match User root\\n PermitRootLogin yes\\n' >>/etc/ssh/sshd_config", "'permitrootlogin no' is not in force for root")]
    public async Task What_would_lock_out_or_let_in_ends_it_before_sshd_hears_of_it(string trap, string why)
    {
        await _machine.Do(trap);
        var outcome = await _machine.Run($"{Setup} --key /root/key.pub");
        Assert.Equal(1, outcome.Code);
        Assert.Contains(why, outcome.Output, StringComparison.Ordinal);
        Assert.NotEqual(0, (await _machine.Run("grep -w ssh /var/log/systemctl")).Code);
    }

    [Fact]
    public async Task A_run_that_broke_off_is_finished_by_the_next()
    {
        // sshd cannot be reloaded: the new configuration lies there, unread.
        await _machine.Do("sed -i '2i [ \"$1\" != try-reload-or-restart ] || [ -e /root/well ] || exit 1' /usr/local/bin/systemctl");
        Assert.Equal(1, (await _machine.Run($"{Setup} --key /root/key.pub")).Code);
        await _machine.Do("touch /root/well; rm -f /var/log/systemctl");
        Assert.DoesNotContain("sshd_config.d", string.Join('\n', (await _machine.Do(Setup)).Split('\n').Where(line => line.StartsWith("changed", StringComparison.Ordinal))), StringComparison.Ordinal);
        Assert.Contains("try-reload-or-restart ssh", await _machine.Do("cat /var/log/systemctl"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_that_passes_the_limit_by_goes_and_any_other_is_named()
    {
        await _machine.Do("ufw allow OpenSSH && ufw allow 22 && ufw allow from 192.0.2.7 to any port 9090 proto tcp");
        var said = await _machine.Do($"{Setup} --key /root/key.pub");
        Assert.Contains("note: UFW has another rule, which is left alone: allow from 192.0.2.7 to any port 9090 proto tcp", said, StringComparison.Ordinal);
        Assert.Equal(
            ["ufw allow 443/tcp", "ufw allow 80/tcp", "ufw allow from 192.0.2.7 to any port 9090 proto tcp", "ufw limit 22/tcp"],
            (await _machine.Do("ufw show added")).Split('\n').Skip(1).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_another_put_in_the_way_is_kept_beside()
    {
        await _machine.Do("mkdir -p /etc/docker && echo '{ \"mtu\": 1400 }' >/etc/docker/daemon.json");
        await _machine.Do($"{Setup} --key /root/key.pub");
        Assert.Equal("{ \"mtu\": 1400 }", await _machine.Do("cat /etc/docker/daemon.json.before-sothebais"));
        await _machine.Do($"echo '#KEEP_DAYS=2' >/etc/sothebais/backup.conf && {Setup}");
        Assert.Equal("#KEEP_DAYS=2", await _machine.Do("cat /etc/sothebais/backup.conf"));
    }
}

namespace Sothebais.Tests.Infra.Vps;

/// <summary>What setup.sh asks of apt on each system. Apt, curl and gpg are played: nothing is fetched.</summary>
public sealed class PackagesTests : IAsyncLifetime
{
    private const string Setup = "bash /infra/vps/setup.sh";
    private Machine _machine = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _machine = await Machine.Start();
        await _machine.Do("""
            ssh-keygen -q -t ed25519 -N '' -f /root/key
            mkdir /run/installed && echo 9DC858229FC7DD38854AE2D88D81803C0EBFCD88 >/run/fingerprint && touch /run/installed/sudo
            play() { printf '#!/bin/bash\n%s\n' "$2" >"/usr/local/bin/$1" && chmod 755 "/usr/local/bin/$1"; }
            play dpkg-query 'for package; do :; done; [ -e "/run/installed/$package" ] && printf installed'
            play apt-get 'echo "$*" >>/run/apt; [[ " $* " = *" install "* ]] || exit 0; for word; do [[ $word = -* || $word = *::* ]] || touch "/run/installed/$word"; done'
            play docker '[ -e /run/installed/docker-compose-plugin ]'
            play curl 'echo "${*: -1}" >>/run/curl; while [ "$1" != -o ]; do shift; done; echo a-key >"$2"'
            play gpg 'printf "pub:::\nfpr:::::::::%s:\n" "$(cat /run/fingerprint)"'
            """);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _machine.DisposeAsync();

    [Theory]
    [InlineData("debian", "12", "bookworm"), InlineData("debian", "13", "trixie"), InlineData("ubuntu", "22.04", "jammy"), InlineData("ubuntu", "24.04", "noble")]
    public async Task Every_known_system_gets_docker_from_its_makers_and_the_rest_from_its_own(string id, string version, string codename)
    {
        await _machine.Do($"rm /etc/os-release && printf '%s\\n' ID={id} VERSION_ID='\"{version}\"' VERSION_CODENAME={codename} >/etc/os-release");
        var said = await _machine.Do($"{Setup} --key /root/key.pub");
        Assert.Contains("changed: installed ca-certificates curl fail2ban gnupg openssh-server python3-systemd ufw unattended-upgrades systemd-timesyncd", said, StringComparison.Ordinal);
        Assert.Contains("changed: installed docker-ce docker-ce-cli containerd.io docker-buildx-plugin docker-compose-plugin", said, StringComparison.Ordinal);
        Assert.Equal($"https://download.docker.com/linux/{id}/gpg", await _machine.Do("cat /run/curl"));
        Assert.Equal(
            $"Types: deb\nURIs: https://download.docker.com/linux/{id}\nSuites: {codename}\nComponents: stable\nSigned-By: /etc/apt/keyrings/docker.asc",
            await _machine.Do("cat /etc/apt/sources.list.d/docker.sources"));

        await _machine.Do("rm /run/apt /run/curl");
        Assert.Equal("nothing to change", await _machine.Do(Setup));
        Assert.NotEqual(0, (await _machine.Run("cat /run/apt /run/curl")).Code);
    }

    [Fact]
    public async Task A_key_that_is_not_docker_s_is_not_trusted()
    {
        await _machine.Do("echo 0000000000000000000000000000000000000000 >/run/fingerprint");
        var outcome = await _machine.Run($"{Setup} --key /root/key.pub");
        Assert.Equal(1, outcome.Code);
        Assert.Contains("is not Docker's", outcome.Output, StringComparison.Ordinal);
        Assert.NotEqual(0, (await _machine.Run("ls /etc/apt/keyrings/docker.asc || ls /etc/apt/sources.list.d/docker.sources || grep docker-ce /run/apt")).Code);
    }
}

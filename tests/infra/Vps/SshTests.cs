namespace Sothebais.Tests.Infra.Vps;

/// <summary>A real sshd with Debian's configuration and ours, and the ssh_config that is shipped.</summary>
[Collection(typeof(OnSetUpMachine))]
public sealed class SshTests(SetUpMachine at) : IAsyncLifetime
{
    private const string Options = "-F /root/ssh_config";
    private const string Ssh = $"timeout 20 ssh {Options} -o IdentityFile=/root/key";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => await at.Machine.Do("""
        getent passwd guest >/dev/null || useradd --create-home guest
        echo -e 'root:a-good-password\npliskin:a-good-password\nguest:a-good-password' | chpasswd
        for home in /root /home/guest; do install -d -m 700 "$home/.ssh" && install -m 600 /root/key.pub "$home/.ssh/authorized_keys"; done
        chown -R guest: /home/guest/.ssh
        # What stands first counts: the shipped configuration, but to this machine and without a trace.
        printf '%s\n' 'HostName 127.0.0.1' 'StrictHostKeyChecking no' 'UserKnownHostsFile /dev/null' 'LogLevel ERROR' 'ControlPath none' 'Include /infra/vps/ssh_config' >/root/ssh_config
        printf '#!/bin/sh\necho a-good-password\n' >/root/answer && chmod 700 /root/answer
        """);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await at.Machine.Do("ip -4 address flush dev lo to 10.77.0.0/24");

    [Fact]
    public async Task The_deploy_user_comes_in_with_the_key() => Assert.Equal("pliskin", await at.Machine.Do($"{Ssh} sothebais id -un"));

    [Theory]
    [InlineData("key", "root")]
    [InlineData("key", "guest")] // who is not in the group
    [InlineData("key", "nobody-of-that-name")]
    [InlineData("strange-key", "pliskin")]
    public async Task Others_are_refused(string key, string user)
    {
        var outcome = await at.Machine.Run($"timeout 20 ssh {Options} -o IdentityFile=/root/{key} {user}@sothebais id -un");
        Assert.Equal(255, outcome.Code);
        Assert.Contains("Permission denied (publickey)", outcome.Output, StringComparison.Ordinal);
    }

    [Theory, InlineData("pliskin"), InlineData("root"), InlineData("guest")]
    public async Task The_right_password_is_refused_because_none_is_asked_for(string user)
    {
        var outcome = await at.Machine.Run(
            $"SSH_ASKPASS=/root/answer SSH_ASKPASS_REQUIRE=force {Ssh} -o PubkeyAuthentication=no -o PreferredAuthentications=password,keyboard-interactive {user}@sothebais id -un");
        Assert.Equal(255, outcome.Code);
        Assert.Contains("Permission denied (publickey)", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tunnel_opens_the_pages_without_a_public_address()
    {
        await using var prometheus = await Page("10.77.0.9", 9090);
        await using var grafana = await Page("10.77.0.10", 3001);
        await using var traefik = await Page("10.77.0.2", 3100);
        await using var tunnel = at.Machine.Launch($"exec ssh {Options} -o IdentityFile=/root/key sothebais-tunnel");
        await Shows(9090, "10.77.0.9", tunnel);
        await Shows(3001, "10.77.0.10", tunnel);
        await Shows(3100, "10.77.0.2", tunnel);
    }

    [Fact]
    public async Task A_service_s_page_is_found_wherever_its_container_is()
    {
        await using var manager = await Page("10.77.0.33", 4100);
        // Docker's part: the container of that service and its address.
        await at.Machine.Do("""
            cat >/usr/local/bin/docker <<'END'
            #!/bin/sh
            case "$*" in
              'ps '*'service=auction-manager') echo 1f ;;
              'ps '*) ;;
              'inspect --format {{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}} 1f') echo '10.77.0.33 ' ;;
              *) exit 1 ;;
            esac
            END
            chmod 755 /usr/local/bin/docker
            """);
        await at.Machine.Do("printf '%s\\n' 'IdentityFile /root/key' 'Include /root/ssh_config' >/root/key_config");
        await using var tunnel = at.Machine.Launch("SSH_CONFIG=/root/key_config exec bash /infra/vps/tunnel.sh auction-manager 4100 14100");
        await Shows(14100, "10.77.0.33", tunnel);

        var unknown = await at.Machine.Run("SSH_CONFIG=/root/key_config bash /infra/vps/tunnel.sh nowhere 4100");
        Assert.Equal((1, "tunnel.sh: no container of nowhere runs there\n"), (unknown.Code, unknown.Output));
        await at.Machine.Do("rm /usr/local/bin/docker");
    }

    [Theory]
    [InlineData("-W 10.77.0.50:6379")] // Redis has no page
    [InlineData("-W 198.51.100.1:443")] // no relay to elsewhere
    [InlineData("-o ExitOnForwardFailure=yes -R 8081:127.0.0.1:80")] // nothing of theirs listens here
    public async Task What_the_tunnel_is_not_for_is_refused(string forward)
    {
        var outcome = await at.Machine.Run($"{Ssh} -o LogLevel=INFO {forward} sothebais true </dev/null");
        Assert.Equal(255, outcome.Code);
        Assert.Matches("administratively prohibited|remote port forwarding failed", outcome.Output);
    }

    [Fact]
    public async Task An_agent_stays_at_home() =>
        Assert.Equal("none", await at.Machine.Do($"eval $(ssh-agent) >/dev/null; {Ssh} -A sothebais 'echo ${{SSH_AUTH_SOCK:-none}}'; kill $SSH_AGENT_PID"));

    private Task Shows(int port, string page, ServerProcess tunnel) => Wait.Until($"{port} shows {page}; {tunnel.Output}", Wait.Patience, async () =>
        tunnel.IsRunning && (await at.Machine.Run($"curl --silent --max-time 5 http://127.0.0.1:{port}/")).Output == page);

    // A page that says at which address it is; only there.
    private async Task<ServerProcess> Page(string address, int port)
    {
        await at.Machine.Do($"ip address replace {address}/32 dev lo && mkdir -p /run/pages/{address} && printf {address} >/run/pages/{address}/index.html");
        var server = at.Machine.Launch($"exec /usr/bin/python3 -m http.server --bind {address} --directory /run/pages/{address} {port}");
        await Wait.Until("the page is there", Wait.Patience, async () => (await at.Machine.Run($"curl --silent --max-time 5 http://{address}:{port}/")).Output == address);
        return server;
    }
}

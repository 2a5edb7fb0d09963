namespace Sothebais.Tests.Infra.Vps;

/// <summary>A machine on which setup.sh has run, with the internet at its door: a visitor at 203.0.113.2 and 2001:db8::2.</summary>
public sealed class SetUpMachine : IAsyncLifetime
{
    /// <summary>How a visitor finds a port.</summary>
    public const string Open = "open", Refused = "refused", Silent = "silent";

    /// <summary>The machine.</summary>
    public Machine Machine { get; private set; } = null!;

    /// <summary>What setup.sh said.</summary>
    public string Said { get; private set; } = "";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Machine = await Machine.Start();
        await Machine.Do("ssh-keygen -q -t ed25519 -N '' -f /root/key && ssh-keygen -q -t ed25519 -N '' -f /root/strange-key");
        Said = await Machine.Do("bash /infra/vps/setup.sh --no-packages --key /root/key.pub");
        await Machine.Do("""
            ip netns add internet
            ip link add eth0 type veth peer name eth0 netns internet
            ip address add 203.0.113.1/24 dev eth0 && ip address add 2001:db8::1/64 dev eth0 nodad && ip link set eth0 up
            inside() { ip netns exec internet ip "$@"; }
            inside link set lo up
            inside address add 203.0.113.2/24 dev eth0 && inside address add 2001:db8::2/64 dev eth0 nodad
            for visitor in 3 4 5; do inside address add "203.0.113.$visitor/24" dev eth0 && inside address add "2001:db8::$visitor/64" dev eth0 nodad; done
            inside link set eth0 up
            """);
        // Debian starts sshd so, in systemd's name.
        Machine.Launch("exec /usr/sbin/sshd -D -e");
        await Wait.Until("sshd listens", TimeSpan.FromSeconds(10), async () => (await Machine.Run("exec 3<>/dev/tcp/127.0.0.1/22")).Code == 0);
    }

    /// <summary>Connects from the internet, by one attempt at each address and port.</summary>
    /// <param name="doors">Addresses and ports, as in <c>203.0.113.1 80</c>.</param>
    /// <returns>Open, refused or silent, for each.</returns>
    public async Task<string[]> Knock(params string[] doors)
    {
        string Knock(string door, int i) =>
            $"{{ timeout 1 bash -c 'exec 3<>/dev/tcp/{door.Replace(' ', '/')}' 2>/dev/null; case $? in 0) echo {Open} ;; 124) echo {Silent} ;; *) echo {Refused} ;; esac; }} >/tmp/knock-{i} &";
        var answers = string.Join(' ', doors.Select((_, i) => $"/tmp/knock-{i}"));
        return (await FromOutside($"{string.Join('\n', doors.Select(Knock))}\nwait\ncat {answers}")).Split('\n');
    }

    /// <summary>Runs a script on the visitor's side.</summary>
    public Task<string> FromOutside(string script) => Machine.Do($"ip netns exec internet bash -c {Quoted(script)}");

    /// <summary>A word for the shell.</summary>
    public static string Quoted(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Machine?.DisposeAsync() ?? ValueTask.CompletedTask;
}

/// <summary>The tests that look at one such machine.</summary>
[CollectionDefinition]
public sealed class OnSetUpMachine : ICollectionFixture<SetUpMachine>;

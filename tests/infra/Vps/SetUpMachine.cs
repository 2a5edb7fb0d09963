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
        await Wait.Until("sshd listens", Wait.Patience, async () => (await Machine.Run("exec 3<>/dev/tcp/127.0.0.1/22")).Code == 0);
    }

    /// <summary>Connects from the internet, once to each door.</summary>
    /// <param name="doors">Addresses and ports, as in <c>203.0.113.1:80</c>.</param>
    /// <returns>Open, refused or silent, for each.</returns>
    public Task<string[]> Knock(params string[] doors) => KnockFrom("any", doors);

    /// <summary>Connects from one of the internet's addresses.</summary>
    public async Task<string[]> KnockFrom(string source, params string[] doors) =>
        (await FromOutside($"/usr/bin/python3 /tests/knock.py {source} {string.Join(' ', doors)}")).Split('\n');

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

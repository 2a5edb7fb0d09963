using static Sothebais.Tests.Infra.Vps.SetUpMachine;

namespace Sothebais.Tests.Infra.Vps;

/// <summary>A real Docker engine behind UFW: a container that answers on its port 80, published on ports open and closed.</summary>
[Collection(typeof(OnSetUpMachine))]
public sealed class DockerFirewallTests(SetUpMachine at) : IAsyncLifetime
{
    private static readonly string[] Addresses = ["203.0.113.1", "2001:db8::1"];
    private ServerProcess _engine = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await StartEngine();
        await at.Machine.Do("""
            tar --create --files-from /dev/null | docker import - empty
            docker network create --ipv6 --subnet 10.77.0.0/24 --subnet fd77::/64 auction_net
            docker run --detach --name web --network auction_net --ip 10.77.0.2 --ip6 fd77::2 \
              --publish 80:80 --publish 443:80 --publish 9090:80 --publish 6379:80 --publish 127.0.0.1:4100:80 \
              --volume /usr:/usr:ro --volume /lib:/lib:ro --volume /lib64:/lib64:ro --volume /tests:/tests:ro empty /usr/bin/python3 /tests/listen.py 80
            # A neighbour on the same wire may send to a container's own address.
            ip netns exec internet ip route replace 10.77.0.0/24 via 203.0.113.1
            ip netns exec internet ip route replace fd77::/64 via 2001:db8::1
            """);
        await PassByDockerUser();
        await Wait.Until("the container answers", Wait.Patience, async () => await FromHere("10.77.0.2:80", "fd77::2:80") is [Open, Open]);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await at.Machine.Run("docker rm --force web; docker network rm auction_net; kill $(cat /run/docker.pid)");
        await Wait.Until("the engine has ended", Wait.Patience, () => !_engine.IsRunning);
        await _engine.DisposeAsync();
    }

    [Fact]
    public async Task A_published_port_is_closed_unless_it_is_80_or_443_in_whatever_order_docker_and_ufw_start()
    {
        await IsClosed();

        await at.Machine.Do("mkfifo /run/say"); // first: whoever opens it to read and write would make a plain file of it
        // A connection that stands outlives the rules' reload and the engine's restart.
        await using var held = at.Machine.Launch($"""
            ip netns exec internet bash -c {Quoted("exec 3<>/dev/tcp/203.0.113.1/80; while read -r line <>/run/say; do echo \"$line\" >&3; read -r -t 5 answer <&3 && echo \"heard $answer\"; done")}
            """);
        await at.Machine.Do("echo one >/run/say");
        await Heard("one");

        await at.Machine.Do("ufw reload");
        await IsClosed();
        await at.Machine.Do("echo two >/run/say");
        await Heard("two");

        await at.Machine.Do("kill $(cat /run/docker.pid)");
        await Wait.Until("the engine has ended", Wait.Patience, () => !_engine.IsRunning);
        await StartEngine();
        await IsClosed();
        await at.Machine.Do("echo three >/run/say");
        await Heard("three");

        Task Heard(string word) => Wait.Until($"{word} came back", Wait.Patience, () => held.Output.Contains($"heard {word}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Containers_reach_out_and_the_machine_reaches_them()
    {
        await using var outside = at.Machine.Launch("exec ip netns exec internet /usr/bin/python3 /tests/listen.py 7777");
        await Wait.Until("it listens", Wait.Patience, () => outside.Output.Contains("listening", StringComparison.Ordinal));
        Assert.Equal(Open, await at.Machine.Do("docker exec web /usr/bin/python3 /tests/knock.py any 203.0.113.2:7777"));
        Assert.Equal([Open, Open], await FromHere("127.0.0.1:4100", "10.77.0.2:80"));
    }

    private async Task IsClosed()
    {
        foreach (var address in Addresses) Assert.Equal([Open, Open, Silent, Silent, Silent], await at.Knock([.. new[] { 80, 443, 9090, 6379, 4100 }.Select(port => $"{address}:{port}")]));
        Assert.Equal([Silent, Silent], await at.Knock("10.77.0.2:80", "fd77::2:80"));
    }

    private async Task<string[]> FromHere(params string[] doors) => (await at.Machine.Do($"/usr/bin/python3 /tests/knock.py any {string.Join(' ', doors)}")).Split('\n');

    // With the shipped daemon.json. The rest is for this machine: plain copies as storage, and IPv6 as engines from 27 on have it by themselves,
    // which send it by DOCKER-USER, too; Debian 12's does so with IPv4 only.
    private async Task StartEngine()
    {
        _engine = at.Machine.Launch($"exec dockerd --storage-driver vfs --cgroup-parent /{at.Machine.Cgroup} --experimental --ip6tables");
        await Wait.Until("the engine answers", Wait.Patience, async () => _engine.IsRunning ? (await at.Machine.Run("docker info")).Code == 0 : throw new InvalidOperationException(_engine.Output));
        await PassByDockerUser();
    }

    private Task PassByDockerUser() => at.Machine.Do("ip6tables -D FORWARD -j DOCKER-USER 2>/dev/null; ip6tables -I FORWARD -j DOCKER-USER");
}

namespace Sothebais.Tests.Infra.Vps;

/// <summary>UFW as setup.sh leaves it, from the internet's side.</summary>
[Collection(typeof(OnSetUpMachine))]
public sealed class FirewallTests(SetUpMachine at)
{
    // Those of NETWORK.md's table, and what people scan for.
    private static readonly int[] Others =
        [21, 25, 53, 111, 2222, 2375, 3000, 3001, 3090, 3091, 3100, 4090, 4091, 4100, 4190, 4191, 4200, 4201, 4290, 4291, 4300, 4301, 4390, 4391, 5432, 6379, 8080, 9090, 9100, 9121, 11111, 30000];

    [Theory, InlineData("203.0.113.1"), InlineData("2001:db8::1")]
    public async Task Ports_22_80_and_443_are_open_and_the_rest_is_silent_though_somebody_listens(string address)
    {
        await using var listener = at.Machine.Launch($"exec /usr/bin/python3 /tests/listen.py 80 443 {string.Join(' ', Others)}");
        await Wait.Until("it listens", Wait.Patience, () => listener.Output.Contains("listening", StringComparison.Ordinal));
        Assert.All(await Inside(), found => Assert.Equal(SetUpMachine.Open, found));

        Assert.Equal([SetUpMachine.Open, SetUpMachine.Open, SetUpMachine.Open], await at.Knock($"{address}:22", $"{address}:80", $"{address}:443"));
        Assert.All(await at.Knock([.. Others.Select(port => $"{address}:{port}")]), found => Assert.Equal(SetUpMachine.Silent, found));

        async Task<string[]> Inside() => (await at.Machine.Do($"/usr/bin/python3 /tests/knock.py any {string.Join(' ', Others.Select(port => $"localhost:{port}"))}")).Split('\n');
    }

    [Theory, InlineData("203.0.113.1", "203.0.113.3", "203.0.113.4"), InlineData("2001:db8::1", "2001:db8::3", "2001:db8::4")]
    public async Task The_sixth_connection_to_ssh_in_half_a_minute_is_refused_and_only_its_sender_is(string address, string hasty, string other)
    {
        for (var connection = 1; connection <= 5; connection++) Assert.Equal([SetUpMachine.Open], await at.KnockFrom(hasty, $"{address}:22"));
        for (var connection = 6; connection <= 8; connection++) Assert.DoesNotContain(SetUpMachine.Open, await at.KnockFrom(hasty, $"{address}:22"));
        Assert.Equal([SetUpMachine.Open], await at.KnockFrom(other, $"{address}:22"));
    }
}

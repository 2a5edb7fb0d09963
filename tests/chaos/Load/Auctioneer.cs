using System.Text.Json.Nodes;

namespace Sothebais.Tests.Chaos.Load;

/// <summary>Drives the lots as a console does: pauses and resumes, fair warnings, more time.</summary>
public sealed class Auctioneer(Client client, IReadOnlyList<Lot> lots, int seed)
{
    private readonly CancellationTokenSource _ending = new();
    private Task _driving = Task.CompletedTask;

    /// <summary>Begins.</summary>
    public void Begin() => _driving = Task.Run(Drive);

    /// <summary>Stops, with no lot left paused.</summary>
    public async Task Stop()
    {
        await _ending.CancelAsync();
        await _driving;
        _ending.Dispose();
    }

    /// <summary>Closes what no clock closes.</summary>
    public Task Close() => Task.WhenAll(lots.Where(l => !l.HasClock).Select(lot => lot.Kind == LotKind.Dutch
        ? client.Drive(lot.Id, "cancel", $"s{seed}-close", new JsonObject { ["reason"] = "The evening is over." })
        : client.Drive(lot.Id, "hammer", $"s{seed}-close")));

    private async Task Drive()
    {
        var random = new Random(seed * 100 + 99);
        for (var n = 0; !_ending.IsCancellationRequested; n++)
        {
            await Pause(random.Next(300, 1_500));
            var lot = lots[random.Next(3)];
            var key = $"s{seed}-desk-{n}";
            switch (random.Next(4))
            {
                case 0 when !lot.HasClock:
                    await client.Drive(lot.Id, "pause", key);
                    await Pause(random.Next(100, 500));
                    await client.Drive(lot.Id, "resume", key + "-resume");
                    break;
                case 1 when lot.HasClock:
                    await client.Drive(lot.Id, "extend", key, new JsonObject { ["by"] = "PT1S" });
                    break;
                default:
                    await client.Drive(lot.Id, "warn", key);
                    break;
            }
        }
    }

    private async Task Pause(int milliseconds) => await Task.Delay(milliseconds, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}

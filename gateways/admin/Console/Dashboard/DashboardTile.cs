using Sothebais.Gateways.Admin.Console.Api;
using Sothebais.Gateways.Admin.Console.Parts;
using StackExchange.Redis;

namespace Sothebais.Gateways.Admin.Console.Dashboard;

/// <summary>A tile of the dashboard: looks by itself every few seconds, and where that fails says so and leaves the others alone.</summary>
public abstract class DashboardTile : HousePage
{
    /// <summary>Why the last look failed; null where it did not.</summary>
    protected string? Failure { get; private set; }

    /// <summary>Whether it has seen something.</summary>
    protected bool HasLooked { get; private set; }

    /// <inheritdoc />
    protected override TimeSpan? Every => TimeSpan.FromSeconds(5);

    /// <summary>Looks.</summary>
    /// <param name="stopping">Ends when the page does.</param>
    protected abstract Task Look(CancellationToken stopping);

    /// <inheritdoc />
    protected sealed override async Task Load(CancellationToken stopping)
    {
        try
        {
            await Look(stopping);
            (HasLooked, Failure) = (true, null);
        }
        catch (Exception e) when (Words(e) is { } words && !stopping.IsCancellationRequested)
        {
            Failure = words;
        }
    }

    // What is none of these is a fault of ours, and the layout's to say.
    private static string? Words(Exception e) => e switch
    {
        PrometheusAway or HouseRefused => e.Message,
        HouseAway => "The service does not answer.",
        RedisException or RedisTimeoutException => "Redis does not answer.",
        OrleansException or TimeoutException => "No silo answers.",
        HttpRequestException or OperationCanceledException => "It does not answer.",
        _ => null,
    };
}

using Polly;
using Polly.Retry;
using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Gateways.Defaults.Cluster;

/// <summary>
/// Calls to the house that survive the loss of a silo: a call that failed or timed out is made again, for as long as a failover may take. Only for
/// calls that may be repeated: reads, and commands that carry an operation key.
/// </summary>
public static class HouseCalls
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private static readonly ResiliencePipeline Again = new ResiliencePipelineBuilder()
        .AddTimeout(Patience)
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is { } e && MayPass(e)),
            MaxRetryAttempts = 50,
            Delay = TimeSpan.FromMilliseconds(100),
            MaxDelay = TimeSpan.FromMilliseconds(500),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        })
        .Build();

    /// <summary>Makes a call, and again if it fails in a way that may pass.</summary>
    /// <exception cref="HouseUnavailableException">The house did not answer in time: what was asked may or may not have happened.</exception>
    public static async Task<T> Retry<T>(Func<Task<T>> call)
    {
        try
        {
            return await call(); // the usual case pays nothing for the others
        }
        catch (Exception e) when (MayPass(e))
        {
            try
            {
                return await Again.ExecuteAsync(async cancellation => await call().WaitAsync(cancellation));
            }
            catch (Exception last) when (MayPass(last) || last is OperationCanceledException or Polly.Timeout.TimeoutRejectedException)
            {
                throw new HouseUnavailableException(last);
            }
        }
    }

    private static bool MayPass(Exception e) => e is OutcomeUnknownException or TimeoutException or OrleansException;
}

/// <summary>The house did not answer in time. What was asked may or may not have happened; asking again with the same key is safe and tells.</summary>
/// <param name="cause">What the last try failed with.</param>
public sealed class HouseUnavailableException(Exception cause) : Exception("The house did not answer in time.", cause);

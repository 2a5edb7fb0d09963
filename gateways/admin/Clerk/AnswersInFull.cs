namespace Sothebais.Gateways.Admin.Clerk;

/// <summary>
/// Reads each answer to its end inside of a single try, so that a try's timeout and the next try cover an answer that stops half-way as well; and reads
/// no more than a limit.
/// </summary>
internal sealed class AnswersInFull : DelegatingHandler
{
    /// <summary>The largest answer, in bytes: a person with much metadata has some 20 KiB.</summary>
    public const int Largest = 256 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        try
        {
            await answer.Content.LoadIntoBufferAsync(Largest, cancellationToken);
            return answer;
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            answer.Dispose();
            throw new InvalidDataException($"The answer is larger than {Largest} bytes.", e); // no network error: the next try would bring the same
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }
}

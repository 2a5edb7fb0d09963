using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Options;
using Sothebais.Gateways.Defaults.Identity;
using Sothebais.Gateways.EventHandler.Feed;
using Sothebais.GrainInterfaces.Webhooks;

namespace Sothebais.Gateways.EventHandler.Webhooks;

/// <summary>Carries one event to one receiver, once, and says how it went. Signed as in Standard Webhooks; follows no redirect, keeps no cookie, and little of the answer.</summary>
internal sealed class Carrier(IHttpClientFactory clients, IOptions<WebhookOptions> options, WebhookMetrics metrics, TimeProvider clock)
{
    private const int MostRead = 1_024; // bytes of an answer that are read
    private const int MostKept = 256; // characters of it that are kept

    /// <summary>Tries once.</summary>
    public async Task<Outcome> Carry(WebhookTarget target, FeedEvent happened, CancellationToken stopping)
    {
        var begun = clock.GetTimestamp();
        var outcome = await Try(target, happened, stopping);
        outcome = outcome with { Took = clock.GetElapsedTime(begun) };
        metrics.Tried(outcome);
        return outcome;
    }

    private async Task<Outcome> Try(WebhookTarget target, FeedEvent happened, CancellationToken stopping)
    {
        // What the house was told when the webhook was made may be forbidden by now.
        if (Target.Wrong(target.Url, options.Value.AllowPrivateTargets) is { } wrong) return new Outcome(Outcome.RefusedTarget, wrong);
        using var timeout = new CancellationTokenSource(options.Value.Timeout, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping);
        try
        {
            using var request = Request(target, happened);
            using var response = await clients.CreateClient(nameof(Carrier)).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ending.Token);
            return response.IsSuccessStatusCode ? new Outcome(Outcome.Accepted, Status: (int)response.StatusCode) : await Failed(response, ending.Token);
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            throw new OperationCanceledException(stopping);
        }
        catch (Exception) when (timeout.IsCancellationRequested)
        {
            return new Outcome(Outcome.TimedOut, $"No whole answer within {options.Value.Timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return e.GetBaseException() is TargetRefused refused ? new Outcome(Outcome.RefusedTarget, refused.Message) : new Outcome(Outcome.Connection, Printable(e.GetBaseException().Message));
        }
    }

    private HttpRequestMessage Request(WebhookTarget target, FeedEvent happened)
    {
        var now = clock.GetUtcNow();
        var (id, timestamp) = (DeliveryId.Of(happened.Source, happened.Id), now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        var signatures = target.Secrets.Where(s => !(s.Until <= now))
            .Select(s => SigningSecret.Version + Convert.ToBase64String(SigningSecret.Sign(SigningSecret.Read(s.Text)!, id, timestamp, happened.Json.Span)));
        var request = new HttpRequestMessage(HttpMethod.Post, target.Url) { Content = new ReadOnlyMemoryContent(happened.Json) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents+json");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add(SignedRequests.Header, string.Join(' ', signatures));
        return request;
    }

    private async Task<Outcome> Failed(HttpResponseMessage response, CancellationToken ending)
    {
        var status = (int)response.StatusCode;
        if (status == 410) return new Outcome(Outcome.Gone, "The receiver wants no more (410).", status);
        if (status is >= 300 and < 400) return new Outcome(Outcome.Redirect, $"It answered {status}: redirects are not followed. Give the webhook the address that it leads to.", status);
        var body = new byte[MostRead];
        using var stream = await response.Content.ReadAsStreamAsync(ending);
        var read = await stream.ReadAtLeastAsync(body, MostRead, throwOnEndOfStream: false, ending);
        var words = Printable(Encoding.UTF8.GetString(body, 0, read));
        return new Outcome(Outcome.HttpStatus, words.Length > 0 ? $"It answered {status}: {words}" : $"It answered {status}.", status,
            status is 429 or 503 ? RetrySchedule.Read(response.Headers.RetryAfter, clock.GetUtcNow()) : null);
    }

    private static string Printable(string text) => new([.. text.Where(c => c is >= ' ' and <= '~').Take(MostKept)]);
}

namespace Sothebais.Gateways.EventHandler.Webhooks;

/// <summary>How a try ended.</summary>
/// <param name="Reason">A stable code: one of those below.</param>
/// <param name="Detail">In words, for people; null where it was delivered.</param>
/// <param name="Status">The HTTP status; null where there was no answer.</param>
/// <param name="RetryAfter">For how long the receiver asked to be left alone; null is not at all.</param>
/// <param name="Took">How long it took.</param>
internal sealed record Outcome(string Reason, string? Detail = null, int? Status = null, TimeSpan? RetryAfter = null, TimeSpan Took = default)
{
    public const string Accepted = "delivered";
    public const string HttpStatus = "http-status";
    public const string Redirect = "redirect";
    public const string Gone = "gone";
    public const string TimedOut = "timeout";
    public const string Connection = "connection";
    public const string RefusedTarget = "refused-target";

    /// <summary>Whether the receiver has it.</summary>
    public bool Delivered => Reason == Accepted;
}

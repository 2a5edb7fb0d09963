namespace Sothebais.Gateways.Admin.Console.Events.Letters;

/// <summary>Which dead letters somebody wants. What is empty lets everything through.</summary>
/// <param name="Kind">intake or delivery.</param>
/// <param name="Webhook">To which webhook they should have gone.</param>
/// <param name="Reason">Why they could not be processed or delivered.</param>
/// <param name="Search">What is searched for in them.</param>
internal sealed record LetterFilter(string Kind = "", string Webhook = "", string Reason = "", string Search = "")
{
    /// <summary>As parameters of an address.</summary>
    public string Query => string.Join('&', new[] { ("kind", Kind), ("webhook", Webhook), ("reason", Reason), ("q", Search) }
        .Where(p => p.Item2.Length > 0).Select(p => $"{p.Item1}={Uri.EscapeDataString(p.Item2)}"));

    /// <summary>In words, behind “dead letters”; empty where all pass.</summary>
    public string Words => string.Concat(
        Kind.Length > 0 ? $" of kind {Kind}" : "", Webhook.Length > 0 ? $" to webhook {Webhook}" : "", Reason.Length > 0 ? $" with the reason {Reason}" : "", Search.Length > 0 ? $" that match “{Search}”" : "");
}

using Sothebais.Gateways.Admin.Console.Events.History;
using Sothebais.Gateways.Admin.Console.Layout;
using Sothebais.Gateways.Admin.Console.Parts;
using Sothebais.Gateways.Defaults.Webhooks;

namespace Sothebais.Gateways.Admin.Console.Events.Replays;

/// <summary>A new replay as it is typed.</summary>
public sealed class ReplayForm : FilterForm
{
    /// <summary>To which webhook: its id.</summary>
    public string Webhook { get; set; } = "";

    /// <summary>Whether the stretch is one of feed ids, and not of time.</summary>
    public bool ByIds { get; set; }

    /// <summary>From when to when.</summary>
    public TimeRange Range { get; set; } = new();

    /// <summary>The feed id after which it begins; 0 is the oldest kept.</summary>
    public string After { get; set; } = "";

    /// <summary>The last feed id; empty is the newest.</summary>
    public string Until { get; set; } = "";

    /// <summary>Says what is missing.</summary>
    internal void Check(FormErrors errors, LocalTime time)
    {
        if (OrNull(Webhook) is null) errors.Add("webhook", "Say to which webhook.");
        if (!ByIds && Range.IsReversed(time)) errors.Add("to", "This is later than “From”.");
        if (ByIds && OrNull(After) is null) errors.Add("after", "Say after which feed id; 0 is the oldest kept.");
    }

    /// <summary>What the house is asked.</summary>
    internal ReplayRequest Request(LocalTime time)
    {
        var from = ByIds ? null : TimeRange.Read(Range.From, time);
        return new ReplayRequest
        {
            Webhook = OrNull(Webhook),
            After = ByIds ? OrNull(After) : from is null ? "0" : null,
            From = from,
            Until = ByIds ? OrNull(Until) : null,
            To = ByIds ? null : TimeRange.Read(Range.To, time),
            Type = Filter.Type,
            Subject = Filter.Subject,
            Source = Filter.Source,
        };
    }
}

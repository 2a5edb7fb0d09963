using System.Text.Json.Serialization;
using Sothebais.Gateways.Defaults.Webhooks;

namespace Sothebais.Gateways.Admin.Console.Events.Webhooks;

/// <summary>A new webhook as it is typed.</summary>
public sealed class WebhookForm : FilterForm
{
    /// <summary>Where it delivers.</summary>
    public string Url { get; set; } = "";

    /// <summary>Its id; empty lets the house make one.</summary>
    public string Id { get; set; } = "";

    /// <summary>Where in the feed it begins.</summary>
    public Beginning Begins { get; set; }

    /// <summary>The feed id after which it begins, where <see cref="Begins"/> says so.</summary>
    public string After { get; set; } = "";

    /// <summary>A secret of one's own; empty lets the house make one. No part of the draft.</summary>
    [JsonIgnore]
    public string Secret { get; set; } = "";

    /// <summary>What the house is asked.</summary>
    internal CreateWebhookRequest Request() => new()
    {
        Url = Url.Trim(),
        Id = OrNull(Id),
        Type = Filter.Type,
        Subject = Filter.Subject,
        Source = Filter.Source,
        Secret = OrNull(Secret),
        After = Begins switch
        {
            Beginning.Oldest => "0",
            Beginning.After => OrNull(After),
            _ => null,
        },
    };
}

/// <summary>Where in the feed a webhook begins.</summary>
public enum Beginning
{
    /// <summary>With what happens from now on.</summary>
    Now,

    /// <summary>With the oldest event that is kept.</summary>
    Oldest,

    /// <summary>After a feed id.</summary>
    After,
}

using System.ComponentModel.DataAnnotations;

namespace Sothebais.Gateways.StreamManager.Overlay;

/// <summary>What overlays are told of the house. Configuration section <c>Overlay</c>.</summary>
public sealed class OverlayOptions : IValidatableObject
{
    /// <summary>What stands for the auction in an address.</summary>
    public const string AuctionPlace = "{auctionId}";

    /// <summary>
    /// Where people bid: an absolute http(s) address in which <c>{auctionId}</c> stands for the auction, 400 characters at most. QR codes lead there. None, the
    /// default, is nowhere, and then only those layers show a code that have an address of their own.
    /// </summary>
    [StringLength(400)]
    public string? BiddingPage { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrEmpty(BiddingPage)) yield break;
        var address = BiddingPage.Replace(AuctionPlace, "auction", StringComparison.Ordinal);
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            yield return new ValidationResult("Overlay:BiddingPage is an absolute http or https address.", [nameof(BiddingPage)]);
        else if (!BiddingPage.Contains(AuctionPlace, StringComparison.Ordinal))
            yield return new ValidationResult($"Overlay:BiddingPage holds {AuctionPlace}, which stands for the auction.", [nameof(BiddingPage)]);
    }
}

using System.ComponentModel.DataAnnotations;

namespace Sothebais.Gateways.Admin.SyntheticOverlay;

/// <summary>How much the house watches itself as its viewers do. Configuration section <c>SyntheticOverlay</c>.</summary>
internal sealed class SyntheticOverlayOptions
{
    /// <summary>How many open auctions are watched at most, those that close next. Default 5; 0 to 50, 0 is none.</summary>
    [Range(0, 50)]
    public int Lines { get; set; } = 5;
}

using Sothebais.Gateways.Admin.Console.Parts;

namespace Sothebais.Gateways.Admin.Console.Auctions;

/// <summary>The form that all its parts write into.</summary>
/// <param name="draft">What stands in it.</param>
/// <param name="isNew">Whether the auction is yet to be made.</param>
/// <param name="changed">Hears that something was changed.</param>
internal sealed class AuctionForm(AuctionDraft draft, bool isNew, Action changed)
{
    /// <summary>What stands in it.</summary>
    public AuctionDraft Draft => draft;

    /// <summary>What is wrong, by field.</summary>
    public FormErrors Errors { get; } = new();

    /// <summary>Whether the auction is yet to be made.</summary>
    public bool IsNew => isNew;

    /// <summary>Takes over a change.</summary>
    /// <param name="fields">The fields that it was to, in the API's names: what was wrong with them may not be any more.</param>
    public void Touch(params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields) Errors.Forget(field);
        changed();
    }
}

using Sothebais.Gateways.Defaults.Bidders;
using Sothebais.Gateways.Defaults.Bids;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.GrainInterfaces.Bidders;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Gateways.AuctionManager.Bidders;

/// <summary>Turns what is said of a bidder into a profile, and says of every field what is wrong with it.</summary>
internal sealed class ProfileReader
{
    private const int LongestId = 128;
    private const int LongestName = 80;
    private const int MostHandles = 20;

    private readonly Dictionary<string, string[]> _errors = [];

    /// <summary>What is wrong, by field; empty where all is well.</summary>
    public IDictionary<string, string[]> Errors => _errors;

    /// <summary>Whether a text can be a bidder's id. <c>me</c> is the caller's own place in the addresses.</summary>
    public static bool IsId(string? text) =>
        text is { Length: >= 1 and <= LongestId } and not "me" && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || char.IsSurrogate(c) || c is '/' or '\\');

    /// <summary>The profile; null where something is wrong.</summary>
    public BidderProfile? Read(string? name, string? wallet, PublicHandle[]? handles)
    {
        if (name is not null && (string.IsNullOrWhiteSpace(name) || name.Length > LongestName || !name.All(ShownName.Takes)))
            Wrong("name", $"A name has 1 to {LongestName} characters and no control characters.");
        string? address = null;
        if (wallet is not null)
        {
            address = WalletAddress.Read(wallet, out var wrong);
            if (wrong is not null) Wrong("wallet", wrong);
        }
        var read = Handles(handles ?? []);
        return _errors.Count > 0 ? null : new BidderProfile(name, address, read);
    }

    /// <summary>Says that the id is none.</summary>
    public void WrongId() =>
        Wrong("id", $"An id has 1 to {LongestId} characters without spaces, slashes and control characters, and is not \"me\". Where a handle is given it may be left out.");

    /// <summary>Reads limits by currency code; null is none.</summary>
    public SpendingLimit[] Limits(IReadOnlyDictionary<string, string?> given)
    {
        var limits = new List<SpendingLimit>();
        foreach (var (code, text) in given)
        {
            if (Currency.Find(code) is not { } currency) Wrong(code, $"The house takes {string.Join(", ", Currency.Known)}.");
            else if (text is null) continue;
            else if (StatedAmount.TryParse(text, out var stated) && currency.TryExact(stated, out var amount)) limits.Add(new SpendingLimit(currency, amount));
            else Wrong(code, $"A limit is a decimal string of zero or more with at most {currency.Decimals} decimals, or null for none.");
        }
        return [.. limits.OrderBy(l => l.Currency.Code, StringComparer.Ordinal)];
    }

    private Handle[] Handles(PublicHandle[] given)
    {
        if (given.Length > MostHandles) Wrong("handles", $"A bidder has {MostHandles} handles at most.");
        var handles = new List<Handle>();
        foreach (var one in given.Take(MostHandles))
        {
            if (one is null || HandleForm.Read(one.Platform, one.Handle) is not { } handle)
                Wrong("handles", $"A handle has a platform and a name there. {HandleForm.Platform} {HandleForm.Name}");
            else if (handles.Contains(handle)) Wrong("handles", $"The handle {handle.Name} on {handle.Platform} comes twice.");
            else handles.Add(handle);
        }
        return [.. handles];
    }

    private void Wrong(string field, string why) => _errors.TryAdd(field, [why]);
}

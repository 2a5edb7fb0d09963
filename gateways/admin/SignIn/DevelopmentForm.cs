using System.Text;
using Sothebais.Gateways.Defaults.Identity;

namespace Sothebais.Gateways.Admin.SignIn;

/// <summary>Who somebody wants to be, in Development: what they typed, and what is wrong with it.</summary>
/// <param name="Name">The name to show, of 1 to 80 characters: what a bid takes.</param>
/// <param name="Id">The id, of 1 to 128 characters without spaces; null or empty is made of the name.</param>
/// <param name="Given">The roles, beside that of a bidder.</param>
internal sealed record DevelopmentForm(string? Name = null, string? Id = null, params IReadOnlyList<string> Given)
{
    private const int LongestName = 80;
    private const int LongestId = 128;

    /// <summary>People to sign in as with one click, by the button's value.</summary>
    private static readonly Dictionary<string, DevelopmentForm> Presets = new(StringComparer.Ordinal)
    {
        [Roles.Admin] = new("Admin", "admin", Roles.Admin),
        [Roles.Auctioneer] = new("Auctioneer", "auctioneer", Roles.Auctioneer),
        [Roles.Bidder] = new("Bidder", "bidder"),
    };

    /// <summary>What is wrong with the name; null is nothing.</summary>
    public string? NameError { get; private init; }

    /// <summary>What is wrong with the id; null is nothing.</summary>
    public string? IdError { get; private init; }

    /// <summary>What is wrong with the roles; null is nothing.</summary>
    public string? RolesError { get; private init; }

    /// <summary>Whether anything is wrong.</summary>
    public bool IsWrong => NameError is not null || IdError is not null || RolesError is not null;

    /// <summary>Their roles: every signed-in person is a bidder.</summary>
    public string[] AllRoles => [.. Given.Append(Roles.Bidder).Distinct()];

    /// <summary>Reads the form's fields: one of the presets, or <c>name</c>, <c>id</c> and any number of <c>roles</c>.</summary>
    public static DevelopmentForm Read(IFormCollection fields)
    {
        if (Presets.TryGetValue(fields["preset"].ToString(), out var preset)) return preset;
        var form = new DevelopmentForm(fields["name"].ToString().Trim(), fields["id"].ToString().Trim(), [.. fields["roles"].OfType<string>()]);
        var id = form.Id is { Length: > 0 } ? form.Id : FromName(form.Name!);
        return form with
        {
            NameError = form.Name switch
            {
                "" => "Give a name.",
                { Length: > LongestName } => $"A name has at most {LongestName} characters.",
                var name when name!.Any(char.IsControl) => "A name is one line of text.",
                _ => null,
            },
            IdError =
                id.Length == 0 ? (form.Name!.Length == 0 ? null : "No id can be made of this name: give one.")
                : id.Length > LongestId ? $"An id has at most {LongestId} characters."
                : id.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) ? "An id has no spaces."
                : null,
            RolesError = form.Given.All(Roles.All.Contains) ? null : $"The roles are {string.Join(", ", Roles.All)}.",
        };
    }

    /// <summary>The id: as given, or else made of the name.</summary>
    public string Subject => Id is { Length: > 0 } id ? id : FromName(Name!);

    /// <summary>The attribute of a role's checkbox.</summary>
    public string Has(string role) => Given.Contains(role) ? "checked" : "";

    // "Ada Lovelace" is ada-lovelace. Letters of other scripts have no one way into an id: whoever has none left gives an id.
    private static string FromName(string name)
    {
        var id = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            if (char.IsAsciiLetterOrDigit(c)) id.Append(char.ToLowerInvariant(c));
            else if (id.Length > 0 && id[^1] != '-') id.Append('-');
        }
        return id.ToString().TrimEnd('-');
    }
}

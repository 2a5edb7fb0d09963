using Sothebais.Gateways.Defaults.Identity;
using Sothebais.Tests.Gateways.InProcess;

namespace Sothebais.Tests.Gateways.Identity;

/// <summary>
/// Whether Clerk's own library (@clerk/backend) says the same of the tokens of <c>tokens.json</c>. Where a row says <c>stricter here</c>, it is stricter: a note
/// that is no longer true fails, too.
/// </summary>
public sealed class AgreementTests(AgreementTests.Clerk clerk) : IClassFixture<AgreementTests.Clerk>
{
    private const string Organisation = "org:";

    public static TheoryData<string> Names => [.. TokenRow.All.Select(row => row.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Clerks_own_library_agrees_or_is_less_strict_as_noted(string name)
    {
        var row = TokenRow.All.Single(r => r.Name == name);
        var said = clerk.Said(name);
        Assert.True((bool)said["taken"]! == row.ClerkTakes, $"Here it is {row.Expected}, noted is '{row.Clerk}', and Clerk's library {((bool)said["taken"]! ? "takes it" : $"refuses it: {said["why"]}")}.");
    }

    [Fact]
    public void Clerks_own_library_reads_the_same_person_session_and_organisation_role_from_a_token()
    {
        foreach (var row in TokenRow.All.Where(row => row.IsTaken))
        {
            var (said, claimed) = (clerk.Said(row.Name), row.Claims?["roles"] is JsonArray given ? given.Select(role => (string)role!).ToArray() : []);
            Assert.Equal(("user_alice", "sess_1"), ((string?)said["userId"], (string?)said["sessionId"]));
            var held = (string?)said["orgRole"] is { } role && role.StartsWith(Organisation, StringComparison.Ordinal) ? role[Organisation.Length..] : null;
            var expected = claimed.Append(held).Append(Roles.Bidder).Where(Roles.All.Contains).Distinct().Order(StringComparer.Ordinal);
            Assert.True(expected.SequenceEqual(row.Roles) == row.WiderThanClerk is null, $"{row.Name}: Clerk's view is {said.ToJsonString()}, ours {string.Join(' ', row.Roles)}.");
        }
    }

    [Fact]
    public void There_are_many_tokens_and_every_note_says_why()
    {
        Assert.True(TokenRow.All.Count >= 60);
        Assert.True(TokenRow.All.Count(row => row.IsTaken) >= 20);
        Assert.All(TokenRow.All, row => _ = row.ClerkTakes);
    }

    /// <summary>Clerk's library, asked once about all of them.</summary>
    public sealed class Clerk : IAsyncLifetime
    {
        private JsonNode _said = null!;

        /// <summary>What it says of a token.</summary>
        public JsonNode Said(string name) => _said[name]!;

        /// <inheritdoc/>
        public async ValueTask InitializeAsync()
        {
            using var forger = new Forger(HouseFront.Noon);
            var question = new JsonObject
            {
                ["now"] = HouseFront.Noon.ToUnixTimeSeconds(),
                ["key"] = forger.PublicKey,
                ["issuer"] = Forger.Issuer,
                ["authorizedParties"] = new JsonArray(Forger.Origin),
                ["rows"] = new JsonArray([.. TokenRow.All.Select(row => new JsonObject { ["name"] = row.Name, ["token"] = forger.Make(row) })]),
            };
            _said = await Node.Run("clerk", "@clerk/backend", "agreement.mjs", question);
        }

        /// <inheritdoc/>
        public ValueTask DisposeAsync() => default;
    }
}

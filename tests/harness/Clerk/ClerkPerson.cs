using System.Text.Json.Nodes;

namespace Sothebais.Tests.Harness.Clerk;

/// <summary>Somebody who has an account with Clerk.</summary>
/// <param name="Id">Their id.</param>
/// <param name="FirstName">Their first name.</param>
/// <param name="LastName">Their last name.</param>
/// <param name="Email">Their address.</param>
/// <param name="Roles">The roles in their public metadata, which the session token's template puts into the claim <c>roles</c>.</param>
/// <param name="OrganisationRole">Their role in an organisation, such as <c>admin</c>; null is in none.</param>
/// <param name="Password">Their password.</param>
public sealed record ClerkPerson(
    string Id, string FirstName = "Ada", string LastName = "Lovelace", string Email = "ada@sothebais.test", string[]? Roles = null, string? OrganisationRole = null,
    string Password = "correct horse battery")
{
    /// <summary>As both of Clerk's APIs write them.</summary>
    public JsonObject Json() => new()
    {
        ["object"] = "user",
        ["id"] = Id,
        ["external_id"] = null,
        ["username"] = null,
        ["first_name"] = FirstName,
        ["last_name"] = LastName,
        ["image_url"] = "https://img.clerk.com/" + Id,
        ["has_image"] = false,
        ["primary_email_address_id"] = "idn_" + Id,
        ["primary_phone_number_id"] = null,
        ["primary_web3_wallet_id"] = null,
        ["password_enabled"] = true,
        ["two_factor_enabled"] = false,
        ["totp_enabled"] = false,
        ["backup_code_enabled"] = false,
        ["email_addresses"] = new JsonArray(
            new JsonObject { ["object"] = "email_address", ["id"] = "idn_other", ["email_address"] = "other@sothebais.test", ["linked_to"] = new JsonArray() },
            new JsonObject
            {
                ["object"] = "email_address",
                ["id"] = "idn_" + Id,
                ["email_address"] = Email,
                ["verification"] = new JsonObject { ["status"] = "verified", ["strategy"] = "email_code" },
                ["linked_to"] = new JsonArray(),
            }),
        ["phone_numbers"] = new JsonArray(),
        ["web3_wallets"] = new JsonArray(),
        ["passkeys"] = new JsonArray(),
        ["external_accounts"] = new JsonArray(),
        ["enterprise_accounts"] = new JsonArray(),
        ["saml_accounts"] = new JsonArray(),
        ["organization_memberships"] = new JsonArray(),
        ["public_metadata"] = Roles is null ? [] : new JsonObject { ["roles"] = new JsonArray([.. Roles.Select(r => (JsonNode)r)]) },
        ["unsafe_metadata"] = new JsonObject(),
        ["created_at"] = 1_700_000_000_000,
        ["updated_at"] = 1_700_000_000_000,
        ["last_sign_in_at"] = 1_700_000_000_000,
    };
}

/// <summary>A session with Clerk.</summary>
/// <param name="id">Its id.</param>
/// <param name="person">Whose it is.</param>
public sealed class ClerkSession(string id, ClerkPerson person)
{
    /// <summary>Its id.</summary>
    public string Id => id;

    /// <summary>Whose it is.</summary>
    public ClerkPerson Person => person;

    /// <summary><c>active</c>, or how it ended.</summary>
    public string Status { get; set; } = "active";

    /// <summary>As both of Clerk's APIs write it.</summary>
    internal JsonObject Json(bool withPerson)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var session = new JsonObject
        {
            ["object"] = "session",
            ["id"] = id,
            ["client_id"] = "client_of_" + id,
            ["user_id"] = person.Id,
            ["status"] = Status,
            ["last_active_organization_id"] = null,
            ["last_active_at"] = now,
            ["expire_at"] = now + 604_800_000,
            ["abandon_at"] = now + 2_592_000_000,
            ["created_at"] = now,
            ["updated_at"] = now,
        };
        if (!withPerson) return session;
        session["actor"] = null;
        session["tasks"] = null;
        session["factor_verification_age"] = new JsonArray(0, -1);
        session["user"] = person.Json();
        session["public_user_data"] = new JsonObject
        {
            ["first_name"] = person.FirstName,
            ["last_name"] = person.LastName,
            ["image_url"] = "",
            ["has_image"] = false,
            ["identifier"] = person.Email,
            ["user_id"] = person.Id,
        };
        return session;
    }
}

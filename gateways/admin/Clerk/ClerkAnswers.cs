using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sothebais.Gateways.Admin.Clerk;

/// <summary>A person, as far as the house is interested (https://clerk.com/docs/reference/backend-api, "Retrieve a user").</summary>
/// <param name="Id">Their id: the subject of their tokens.</param>
/// <param name="FirstName">Their first name; null where they gave none.</param>
/// <param name="LastName">Their last name; null where they gave none.</param>
/// <param name="Username">Their user name; null where they have none.</param>
/// <param name="ImageUrl">Their picture; null where there is none.</param>
/// <param name="PrimaryEmailAddressId">Which of their addresses is the primary one.</param>
/// <param name="EmailAddresses">Their addresses.</param>
/// <param name="PublicMetadata">What the house keeps with them: <c>roles</c>, an array of names.</param>
internal sealed record ClerkUser(
    string Id, string? FirstName = null, string? LastName = null, string? Username = null, string? ImageUrl = null, string? PrimaryEmailAddressId = null,
    ClerkEmailAddress[]? EmailAddresses = null, JsonElement PublicMetadata = default)
{
    /// <summary>The primary address; null where there is none.</summary>
    public string? Email => EmailAddresses?.FirstOrDefault(a => a.Id == PrimaryEmailAddressId)?.EmailAddress;

    /// <summary>The name to show; null where they gave none.</summary>
    public string? Name => $"{FirstName} {LastName}".Trim() is { Length: > 0 } name ? name : Username;

    /// <summary>The roles in the public metadata, from which the session token's come. Whatever else stands there is passed over: people write it by hand.</summary>
    public string[] Roles => PublicMetadata.ValueKind == JsonValueKind.Object && PublicMetadata.TryGetProperty("roles", out var roles) && roles.ValueKind == JsonValueKind.Array
        ? [.. roles.EnumerateArray().Where(r => r.ValueKind == JsonValueKind.String).Select(r => r.GetString()!)]
        : [];
}

/// <summary>One of a person's addresses.</summary>
/// <param name="Id">Its id.</param>
/// <param name="EmailAddress">The address.</param>
internal sealed record ClerkEmailAddress(string Id, string EmailAddress);

/// <summary>A session (https://clerk.com/docs/reference/backend-api, "Revoke a session").</summary>
/// <param name="Id">Its id: the claim <c>sid</c> of its tokens.</param>
/// <param name="Status"><c>active</c>, <c>pending</c>, or how it came to its end: <c>revoked</c>, <c>ended</c>, <c>removed</c>, <c>expired</c>, <c>abandoned</c>, <c>replaced</c>.</param>
/// <param name="UserId">Whose it is.</param>
internal sealed record ClerkSession(string Id, string Status, string? UserId = null)
{
    /// <summary>Whether it can still make tokens.</summary>
    public bool IsAlive => Status is "active" or "pending";
}

/// <summary>What Clerk says of an error (https://clerk.com/docs/guides/development/errors/overview).</summary>
internal sealed record ClerkErrors(ClerkError[]? Errors = null, string? ClerkTraceId = null);

/// <summary>One of its reasons.</summary>
internal sealed record ClerkError(string? Code = null, string? Message = null, string? LongMessage = null);

/// <summary>Clerk's JSON: snake case, and more in it with every version.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ClerkUser)), JsonSerializable(typeof(ClerkSession)), JsonSerializable(typeof(ClerkErrors))]
internal sealed partial class ClerkJson : JsonSerializerContext;

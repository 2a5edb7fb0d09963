using System.Security.Claims;
using Sothebais.Gateways.Defaults.Identity;

namespace Sothebais.Tests.Unit.Public;

public sealed class RoleTests
{
    [Fact]
    public void Every_signed_in_person_is_a_bidder() => Assert.Equal(["bidder"], Of());

    [Fact]
    public void Roles_come_from_the_tokens_array() => Assert.Equal(["auctioneer", "bidder", "event-source"], Of(("roles", "auctioneer"), ("roles", "event-source")));

    [Theory]
    [InlineData("org_role", "org:admin", "admin")]
    [InlineData("org_role", "org:auctioneer", "auctioneer")]
    [InlineData("o", """{"id":"org_1","rol":"admin"}""", "admin")]
    [InlineData("o", """{"rol":"auctioneer","slg":"house"}""", "auctioneer")]
    public void The_organisation_gives_a_role_in_both_versions_of_the_claim(string claim, string value, string role) =>
        Assert.Equal(((string[])[role, "bidder"]).Order(), Of((claim, value)));

    [Theory]
    [InlineData("roles", "owner")]
    [InlineData("roles", "Admin")]
    [InlineData("roles", "admin ")]
    [InlineData("roles", "org:admin")]
    [InlineData("roles", "")]
    [InlineData("org_role", "admin")] // without its prefix it is no organisation role
    [InlineData("org_role", "org:member")]
    [InlineData("org_role", "org:")]
    [InlineData("o", "")]
    [InlineData("o", "admin")]
    [InlineData("o", "null")]
    [InlineData("o", "[\"admin\"]")]
    [InlineData("o", "{\"rol\":[\"admin\"]}")]
    [InlineData("o", "{\"rol\":null}")]
    [InlineData("o", "{\"id\":\"admin\"}")]
    [InlineData("role", "admin")]
    [InlineData("metadata", "admin")]
    public void What_is_no_role_of_the_house_gives_none(string claim, string value) => Assert.Equal(["bidder"], Of((claim, value)));

    [Fact]
    public void A_role_given_twice_is_had_once() => Assert.Equal(["admin", "bidder"], Of(("roles", "admin"), ("roles", "admin"), ("org_role", "org:admin"), ("roles", "bidder")));

    private static IEnumerable<string> Of(params (string Type, string Value)[] claims) =>
        Roles.Of(new ClaimsIdentity(claims.Select(c => new Claim(c.Type, c.Value)))).Order(StringComparer.Ordinal);
}

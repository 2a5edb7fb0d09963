using System.Security.Claims;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Sothebais.Gateways.Admin.Console.Session;

namespace Sothebais.Tests.Unit.Console;

/// <summary>A circuit outlives its tokens, and not its session.</summary>
public sealed class CircuitSessionTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 27, 12, 0, 0, TimeSpan.Zero));
    private readonly OpenSessions _open = new();
    private readonly CircuitSession _session;
    private int _changes;

    public CircuitSessionTests()
    {
        _session = new CircuitSession(_open, _clock);
        _session.Changed += () => _changes++;
    }

    [Fact]
    public void Until_the_page_shows_a_token_nothing_is_done_in_anybodys_name() => Assert.Equal((SessionState.Opening, null), (_session.State, _session.Token));

    [Fact]
    public void It_goes_on_with_every_newer_token()
    {
        var first = Show("ada", TimeSpan.FromMinutes(1));
        Assert.Equal((SessionState.Live, first), (_session.State, _session.Token));
        _clock.Advance(TimeSpan.FromSeconds(50));
        var second = Show("ada", TimeSpan.FromMinutes(1));
        _clock.Advance(TimeSpan.FromSeconds(50));
        Assert.Equal((SessionState.Live, second), (_session.State, _session.Token));
    }

    [Fact]
    public void Without_a_newer_token_it_does_nothing_more_and_soon_says_so_and_a_newer_one_brings_it_back()
    {
        Show("ada", TimeSpan.FromMinutes(1));
        _clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal((SessionState.Live, null), (_session.State, _session.Token)); // a renewal may be on its way
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal((SessionState.Stale, 2), (_session.State, _changes));
        Assert.NotNull(Show("ada", TimeSpan.FromMinutes(1)));
        Assert.Equal(SessionState.Live, _session.State);
    }

    [Fact]
    public void Somebody_elses_token_ends_it_for_good()
    {
        Show("ada", TimeSpan.FromMinutes(1));
        Assert.Null(Show("bob", TimeSpan.FromMinutes(1)));
        Assert.Equal((SessionState.Ended, null), (_session.State, _session.Token));
        Assert.Null(Show("ada", TimeSpan.FromMinutes(1)));
        Assert.Equal(SessionState.Ended, _session.State);
    }

    [Fact]
    public void It_ends_when_the_page_says_that_nobody_is_signed_in()
    {
        Show("ada", TimeSpan.FromMinutes(1));
        _session.End();
        Assert.Equal((SessionState.Ended, null, 2), (_session.State, _session.Token, _changes));
    }

    [Fact]
    public void It_is_found_by_its_key_for_as_long_as_its_circuit_is_there()
    {
        _session.Open();
        Assert.Same(_session, _open.Find(_session.Key));
        Assert.Null(_open.Find("somebody-elses"));
        _session.Dispose();
        Assert.Null(_open.Find(_session.Key));
    }

    public void Dispose() => _session.Dispose();

    private string? Show(string who, TimeSpan life)
    {
        var now = _clock.GetUtcNow().UtcDateTime;
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor { Claims = new Dictionary<string, object> { ["sub"] = who, ["n"] = Guid.NewGuid() }, NotBefore = now, IssuedAt = now, Expires = now + life });
        return _session.Renew(new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", who)], "test")), token) ? token : null;
    }
}

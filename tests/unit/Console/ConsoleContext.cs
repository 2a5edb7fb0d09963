using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using MudBlazor.Services;
using Sothebais.Gateways.Admin.Console.Api;
using Sothebais.Gateways.Admin.Console.Contact;
using Sothebais.Gateways.Admin.Console.Layout;
using Sothebais.Gateways.Admin.Console.Session;
using Sothebais.Gateways.Admin.Console.Work;
using Sothebais.Gateways.Admin.Forwarding;

namespace Sothebais.Tests.Unit.Console;

/// <summary>A page of the console without a browser, before a house that the test speaks for.</summary>
public class ConsoleContext : BunitContext, IAsyncLifetime
{
    private static readonly Uri Somewhere = new("http://house.test");

    private readonly BunitAuthorizationContext _authorization;

    /// <summary>The house.</summary>
    public ScriptedHouse House { get; } = new();

    /// <summary>The time.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 27, 12, 0, 0, TimeSpan.Zero));

    /// <summary>The console's settings.</summary>
    public ConfigurationManager Settings { get; } = new();

    public ConsoleContext() : this(null)
    {
    }

    /// <summary>A page that needs more than the others.</summary>
    /// <param name="add">Adds it, before anything is asked for.</param>
    protected ConsoleContext(Action<ConsoleContext>? add)
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices(mud => mud.PopoverOptions.CheckForPopoverProvider = false);
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddSingleton<OpenSessions>();
        Services.AddSingleton<WorkShelf>();
        Services.AddScoped<CircuitSession>();
        Services.AddScoped<HouseContact>();
        Services.AddScoped<HouseApi>();
        Services.AddScoped<Drafts>();
        Services.AddScoped<LocalTime>();
        Services.AddSingleton(new ServiceAddresses(Somewhere, Somewhere, Somewhere, Somewhere, Somewhere));
        Services.AddHttpClient("house").ConfigurePrimaryHttpMessageHandler(() => House);
        Services.AddHttpClient("house files").ConfigurePrimaryHttpMessageHandler(() => House);
        Services.AddSingleton<IConfiguration>(Settings);
        _authorization = this.AddAuthorization();
        add?.Invoke(this);
        SignIn("admin");
    }

    /// <summary>Signs somebody in with this role.</summary>
    public void SignIn(string role, string id = "ada")
    {
        _authorization.SetAuthorized(id);
        _authorization.SetRoles(role);
        _authorization.SetClaims(new Claim("sub", id), new Claim("name", "Ada Lovelace"));
        _authorization.SetPolicies(role == "admin" ? ["administer", "drive", "signed-in"] : ["drive", "signed-in"]);
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor { Claims = new Dictionary<string, object> { ["sub"] = id }, Expires = Clock.GetUtcNow().AddHours(1).UtcDateTime, IssuedAt = Clock.GetUtcNow().UtcDateTime, NotBefore = Clock.GetUtcNow().UtcDateTime });
        Services.GetRequiredService<CircuitSession>().Renew(new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", id), new Claim("name", "Ada Lovelace"), new Claim(ClaimTypes.Role, role)], "test")), token);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    // Some of what the components use can only be disposed of asynchronously.
    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

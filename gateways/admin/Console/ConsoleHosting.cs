using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor.Services;
using Sothebais.Gateways.Admin.Console.Api;
using Sothebais.Gateways.Admin.Console.Contact;
using Sothebais.Gateways.Admin.Console.Layout;
using Sothebais.Gateways.Admin.Console.Operations;
using Sothebais.Gateways.Admin.Console.Session;
using Sothebais.Gateways.Defaults.Identity;

namespace Sothebais.Gateways.Admin.Console;

/// <summary>The console: the pages on which the house is run. Auctioneers and admins only.</summary>
internal static class ConsoleHosting
{
    /// <summary>How long a circuit waits for a browser that is gone; its page finds everything as it was.</summary>
    private static readonly TimeSpan Retention = TimeSpan.FromMinutes(15);

    /// <summary>How many such circuits wait at most. A handful of people run a house.</summary>
    private const int MostWaiting = 200;

    /// <summary>The largest message of a browser's, in bytes: a long description that was pasted, and no file.</summary>
    private const int LargestMessage = 256 * 1024;

    /// <summary>Adds what the console's pages need.</summary>
    public static void AddConsole(this WebApplicationBuilder builder)
    {
        ConsoleFiles.Find(builder);
        builder.Services.AddRazorComponents().AddInteractiveServerComponents(circuits =>
        {
            circuits.DisconnectedCircuitRetentionPeriod = Retention;
            circuits.DisconnectedCircuitMaxRetained = MostWaiting;
        }).AddHubOptions(hub => hub.MaximumReceiveMessageSize = LargestMessage);
        builder.Services.AddMudServices(mud => mud.SnackbarConfiguration.PositionClass = MudBlazor.Defaults.Classes.Position.BottomRight);
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddSingleton<OpenSessions>();
        builder.Services.AddScoped<CircuitSession>();
        builder.Services.AddScoped<AuthenticationStateProvider, SessionAuthentication>();
        builder.Services.AddScoped<HouseContact>();
        builder.Services.AddScoped<HouseApi>();
        builder.Services.AddScoped<Drafts>();
        builder.Services.AddScoped<LocalTime>();
        builder.Services.AddSingleton<Work.WorkShelf>();
        builder.AddHouseCalls();
        builder.AddOperations();
    }

    /// <summary>Maps the pages, the circuits' hub and the files.</summary>
    public static void MapConsole(this WebApplication app)
    {
        app.MapStaticAssets(ConsoleFiles.Manifest(app.Environment)).AllowAnonymous().DisableRateLimiting().Add(endpoint => endpoint.Metadata.Add(new ConsoleFiles.Mark()));
        app.MapSession();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(mode => mode.ContentSecurityFrameAncestorsPolicy = null) // the page says it itself
            .RequireAuthorization(Policies.Drive).ExcludeFromDescription();
    }
}

using System.Security.Claims;
using Sothebais.Benchmarks.House;
using Sothebais.Gateways.Defaults.Identity;

[assembly: HostingStartup(typeof(UnverifiedCallers))]

namespace Sothebais.Benchmarks.House;

/// <summary>
/// Believes a request that says so without looking at its token: what verification costs is what such requests gain. Of the benchmarks' own house only, put
/// before everything else by the framework's hosting start-up.
/// </summary>
public sealed class UnverifiedCallers : IHostingStartup, IStartupFilter
{
    /// <summary>The header of a request that is to be believed.</summary>
    public const string Header = "X-Unverified";

    private static readonly ClaimsPrincipal Anybody = new(new ClaimsIdentity(
        [new("sub", "admin"), new("sid", "none"), .. Roles.All.Select(role => new Claim(ClaimTypes.Role, role))], "none", "sub", ClaimTypes.Role));

    /// <inheritdoc/>
    public void Configure(IWebHostBuilder builder) => builder.ConfigureServices(services => services.AddSingleton<IStartupFilter>(this));

    /// <inheritdoc/>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((http, rest) =>
        {
            if (http.Request.Headers.ContainsKey(Header))
            {
                http.User = Anybody;
                http.Request.Headers.Remove("Authorization"); // sent all the same: both kinds of request are of one size
            }
            return rest(http);
        });
        next(app);
    };
}

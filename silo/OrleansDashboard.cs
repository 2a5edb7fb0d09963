using Dashboard = Orleans.Dashboard.ServiceCollectionExtensions;

namespace Sothebais.Silo;

/// <summary>
/// Orleans' dashboard on the silo's main port, which nothing outside the house's network reaches: the admin gateway forwards admins to it. A silo measures its
/// grains' calls only while somebody looks.
/// </summary>
public static class OrleansDashboard
{
    private const string GrainState = "/GrainState";

    /// <summary>Adds it. The logs have their own place, and are not streamed from here.</summary>
    public static void AddOrleansDashboard(this ISiloBuilder silo) => Dashboard.AddDashboard(silo, options => options.HideTrace = true);

    /// <summary>Maps it. The grains' state stays where it is: webhooks keep their secrets in it.</summary>
    public static void MapOrleansDashboard(this WebApplication app) =>
        Dashboard.MapOrleansDashboard(app).AddEndpointFilter(async (context, next) =>
            context.HttpContext.Request.Path.Equals(GrainState, StringComparison.OrdinalIgnoreCase) ? TypedResults.StatusCode(StatusCodes.Status403Forbidden) : await next(context)).AllowAnonymous();
}

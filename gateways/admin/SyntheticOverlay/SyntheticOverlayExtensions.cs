namespace Sothebais.Gateways.Admin.SyntheticOverlay;

/// <summary>The synthetic overlay: how the house sees itself as its viewers do.</summary>
internal static class SyntheticOverlayExtensions
{
    /// <summary>Adds it, unless the configuration wants no lines.</summary>
    public static void AddSyntheticOverlay(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<SyntheticOverlayOptions>().BindConfiguration("SyntheticOverlay").ValidateDataAnnotations().ValidateOnStart();
        if (builder.Configuration.GetValue("SyntheticOverlay:Lines", 1) == 0) return;
        builder.Services.AddSingleton<GlassMetrics>();
        builder.Services.AddHostedService<OverlayWatch>();
    }
}

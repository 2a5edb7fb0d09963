using Sothebais.Gateways.Defaults.Health;

namespace Sothebais.Gateways.StreamManager.Assets;

/// <summary>Adds what keeps assets.</summary>
internal static class AssetExtensions
{
    public static void AddAssets(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<AssetOptions>().BindConfiguration("Assets").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<AssetStore>();
        builder.Services.AddHostedService<AssetSweep>();
        builder.Services.AddHealthChecks().AddCheck<AssetFolderWritable>("assets", tags: [HealthExtensions.Ready]);
    }
}

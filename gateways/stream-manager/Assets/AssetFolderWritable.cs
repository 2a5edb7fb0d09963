using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Sothebais.Gateways.StreamManager.Assets;

/// <summary>Whether the asset folder can be written to.</summary>
internal sealed class AssetFolderWritable(AssetStore store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var probe = store.NewFile();
            File.Delete(probe.Name);
            return HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return HealthCheckResult.Unhealthy($"{store.Folder} cannot be written to: see Assets:Folder.");
        }
    }
}

using Microsoft.Extensions.Diagnostics.HealthChecks;
using Sothebais.Broadcast.Encoding;

namespace Sothebais.Broadcast.Supervision;

/// <summary>Whether a part is up.</summary>
internal sealed class PartCheck(Part part) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(new HealthCheckResult(part.Up ? HealthStatus.Healthy : HealthStatus.Unhealthy, $"{part.Detail} Started again {part.Restarts} times."));
}

/// <summary>Whether the encoder is up and frames flow.</summary>
internal sealed class EncoderCheck(Part encoder, Flow flow) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(new HealthCheckResult(encoder.Up && flow.IsWell ? HealthStatus.Healthy : HealthStatus.Unhealthy,
            $"{(encoder.Up ? flow.ToString() : encoder.Detail)} Started again {encoder.Restarts} times."));
}

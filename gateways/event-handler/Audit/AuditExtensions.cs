namespace Sothebais.Gateways.EventHandler.Audit;

/// <summary>The audit of the feed.</summary>
internal static class AuditExtensions
{
    /// <summary>Adds it, unless the configuration wants none.</summary>
    public static void AddAudit(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<AuditOptions>().BindConfiguration("Audit").ValidateDataAnnotations().ValidateOnStart();
        if (!builder.Configuration.GetValue("Audit:Enabled", true)) return;
        builder.Services.AddSingleton<AuditMetrics>();
        builder.Services.AddHostedService<Auditor>();
        builder.Services.AddHostedService<UnsettledLots>();
    }
}

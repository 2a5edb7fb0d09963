namespace Sothebais.Gateways.EventHandler.Webhooks;

/// <summary>Webhooks: their delivery, and the addresses where they are kept.</summary>
internal static class WebhookExtensions
{
    /// <summary>Adds the delivery.</summary>
    public static void AddWebhooks(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<WebhookOptions>().BindConfiguration("Webhooks").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddCarrierLine();
        builder.Services.AddSingleton<WebhookMetrics>();
        builder.Services.AddSingleton<Carrier>();
        builder.Services.AddSingleton<Redelivery>();
        builder.Services.AddSingleton<Couriers>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Couriers>());
    }
}

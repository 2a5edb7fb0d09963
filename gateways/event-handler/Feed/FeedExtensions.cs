namespace Sothebais.Gateways.EventHandler.Feed;

/// <summary>The feed, for whoever reads and follows it.</summary>
internal static class FeedExtensions
{
    /// <summary>Adds it.</summary>
    public static void AddFeed(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<FeedOptions>().BindConfiguration("Feed").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<Followers>();
        builder.Services.AddSingleton<FeedTail>();
        builder.Services.AddHostedService(services => services.GetRequiredService<FeedTail>());
    }
}

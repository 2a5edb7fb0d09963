using Microsoft.Extensions.Options;
using Sothebais.Gateways.EventHandler.Chat.Irc;

namespace Sothebais.Gateways.EventHandler.Chat;

/// <summary>Bids by what people write.</summary>
internal static class ChatExtensions
{
    /// <summary>Adds the desk that reads messages, and a listener where the configuration names connectors.</summary>
    public static void AddChat(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ChatDesk>();
        builder.Services.AddSingleton<ChatBidding>();
        builder.Services.AddSingleton<ChatMetrics>();
        builder.Services.AddSingleton<IValidateOptions<ChatOptions>, ChatOptionsCheck>();
        builder.Services.AddOptions<ChatOptions>().BindConfiguration("Chat").ValidateOnStart();
        foreach (var connector in builder.Configuration.GetSection("Chat:Connectors").GetChildren())
        {
            var name = connector.Key;
            builder.Services.AddSingleton<IChatLine>(services => new IrcLine(
                name, services.GetRequiredService<IOptions<ChatOptions>>().Value.Connectors[name], services.GetRequiredService<ChatMetrics>(),
                services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<IrcLine>>()));
        }
        builder.Services.AddHostedService<ChatListener>();
    }
}

using System.Text;
using Sothebais.Gateways.EventHandler.Chat;

namespace Sothebais.Gateways.EventHandler.Intake;

/// <summary>Adds what takes events in.</summary>
internal static class IntakeExtensions
{
    public static void AddIntake(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<EventIntake>();
        builder.Services.AddSingleton<IntakeLetters>();
        builder.Services.AddSingleton<IntakeMetrics>();
        // Bytes as they are: the server itself would hang up on what is no UTF-8, and could not say which attribute it is.
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.RequestHeaderEncodingSelector = name => name.StartsWith("ce-", StringComparison.OrdinalIgnoreCase) ? Encoding.Latin1 : null);
        // One line a kind of event that is understood here; what none of them takes is kept.
        builder.Services.AddSingleton<IEventReading, BidRequested>();
        builder.Services.AddSingleton<IEventReading, ChatWritten>();
    }
}

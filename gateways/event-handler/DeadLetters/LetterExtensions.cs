namespace Sothebais.Gateways.EventHandler.DeadLetters;

/// <summary>Adds what keeps an eye on dead letters.</summary>
internal static class LetterExtensions
{
    public static void AddDeadLetters(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<LetterRetry>();
        builder.Services.AddHostedService<LetterMetrics>();
    }
}

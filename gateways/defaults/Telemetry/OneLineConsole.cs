using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Sothebais.Gateways.Defaults.Telemetry;

/// <summary>
/// The log as somebody at a terminal reads it: a line an entry. What callers and other servers said stands in it, and is no line of its own and nothing that a
/// terminal obeys: every control character, and every end of line that Unicode knows, is a blank.
/// </summary>
internal sealed class OneLineConsole(IOptions<ConsoleFormatterOptions> options, TimeProvider clock) : ConsoleFormatter(FormatterName)
{
    /// <summary>By which it is chosen.</summary>
    public const string FormatterName = "one-line";

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        var line = $"{clock.GetUtcNow().ToString(options.Value.TimestampFormat, null)}{Word(logEntry.LogLevel)}: {logEntry.Category}[{logEntry.EventId.Id}] {message} {logEntry.Exception}";
        textWriter.WriteLine(string.Create(line.Length, line, (clean, text) =>
        {
            for (var i = 0; i < text.Length; i++) clean[i] = char.IsControl(text[i]) || text[i] is '\u2028' or '\u2029' ? ' ' : text[i];
        }).TrimEnd());
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };
}

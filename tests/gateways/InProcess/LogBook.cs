using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Sothebais.Tests.Gateways.InProcess;

/// <summary>Keeps every line that a host logs while it is open, of every category and level, with its scopes, its values and its exception in full.</summary>
public sealed class LogBook : ILoggerProvider, ISupportExternalScope
{
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    /// <summary>Whether it is kept: at every level that is much work.</summary>
    public bool IsOpen { get; set; }

    /// <summary>The lines: category, level, and all that goes with it.</summary>
    public ConcurrentQueue<string> Lines { get; } = new();

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    /// <inheritdoc/>
    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private sealed class Category(LogBook book, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => book._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => book.IsOpen;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!book.IsOpen) return;
            // What a structured logger would write beside the message counts as written, too.
            var values = state is IEnumerable<KeyValuePair<string, object?>> named ? string.Join(' ', named.Select(v => $"{v.Key}={v.Value}")) : state?.ToString();
            var scopes = new List<string>();
            book._scopes.ForEachScope((scope, into) => into.Add(scope is IEnumerable<KeyValuePair<string, object?>> named ? string.Join(' ', named.Select(v => $"{v.Key}={v.Value}")) : $"{scope}"), scopes);
            book.Lines.Enqueue($"{name} {logLevel} {eventId.Name} {formatter(state, exception)} {values} {string.Join(' ', scopes)} {exception}");
        }
    }
}

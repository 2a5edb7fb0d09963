using System.Text.Json;

namespace Sothebais.Gateways.Admin.Console.Contact;

/// <summary>
/// The draft of one form: found as the form opens, kept a moment after something was typed, gone when the form has done what it is for.
/// </summary>
/// <param name="drafts">Where drafts are kept.</param>
/// <param name="clock">The time.</param>
/// <param name="form">Which form: <c>sale/new</c>.</param>
internal sealed class FormDraft<T>(Drafts drafts, TimeProvider clock, string form) where T : class
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);

    private string _kept = "";
    private int _changes;

    /// <summary>Whether the form holds what was typed before.</summary>
    public bool IsRestored { get; private set; }

    /// <summary>Finds what was typed before.</summary>
    /// <param name="fresh">The form as it is without.</param>
    /// <param name="fits">Whether what was found is of this form; null takes whatever is there.</param>
    /// <returns>What was typed; the fresh form where nothing was, or nothing that fits.</returns>
    public async Task<T> Restore(T fresh, Func<T, bool>? fits = null)
    {
        _kept = Write(fresh);
        if (await drafts.Find<T>(form) is not { } found || fits?.Invoke(found) == false) return fresh;
        IsRestored = Write(found) != _kept;
        _kept = Write(found);
        return found;
    }

    /// <summary>Keeps the form, if it is another than when it was last looked at, once nothing more has been typed for a moment.</summary>
    public async Task Note(T state, CancellationToken gone)
    {
        if (Write(state) is var text && text == _kept) return;
        _kept = text;
        var change = ++_changes;
        try
        {
            await Task.Delay(Pause, clock, gone);
            if (change == _changes) await drafts.Keep(form, state);
        }
        catch (Exception e) when (e is OperationCanceledException or Microsoft.JSInterop.JSDisconnectedException)
        {
            // the page is gone
        }
    }

    /// <summary>Forgets what was typed.</summary>
    /// <param name="fresh">The form from now on; null where it has done what it is for.</param>
    public async Task Drop(T? fresh = null)
    {
        _changes++;
        IsRestored = false;
        if (fresh is not null) _kept = Write(fresh);
        await drafts.Drop(form);
    }

    private static string Write(T state) => JsonSerializer.Serialize(state);
}

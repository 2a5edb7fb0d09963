using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Sothebais.Gateways.Admin.Console.Contact;
using Sothebais.Gateways.Admin.Console.Parts;

namespace Sothebais.Gateways.Admin.Console.Events;

/// <summary>A form whose draft is kept in the browser's tab, and found there when it is opened again.</summary>
/// <typeparam name="T">What is typed.</typeparam>
public abstract class DraftForm<T> : HousePage where T : class
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(400);

    private ITimer? _keeping;

    [Inject] internal Drafts Drafts { get; set; } = null!;

    /// <summary>What is typed.</summary>
    protected T Draft { get; private set; } = null!;

    /// <summary>What is wrong with it.</summary>
    internal FormErrors Errors { get; } = new();

    /// <summary>Whether it was found, and not begun.</summary>
    protected bool WasRestored { get; private set; }

    /// <summary>The form's name among the drafts.</summary>
    protected abstract string Form { get; }

    /// <summary>An empty form.</summary>
    protected abstract T Empty();

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var kept = await Drafts.Find<T>(Form);
        (Draft, WasRestored) = (kept ?? Empty(), kept is not null);
        await base.OnInitializedAsync();
    }

    /// <inheritdoc />
    protected override Task Load(CancellationToken stopping) => Task.CompletedTask;

    /// <summary>A field was changed.</summary>
    /// <param name="field">Which, in the API's name for it.</param>
    protected void Typed(string field)
    {
        Errors.Forget(field);
        _keeping ??= Clock.CreateTimer(_ => _ = InvokeAsync(Keep), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _keeping.Change(Rest, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Forgets what was typed, and begins anew.</summary>
    protected async Task Discard()
    {
        Draft = Empty();
        Errors.Clear();
        await Drop();
    }

    /// <summary>Forgets the draft: what it was for is done.</summary>
    protected async Task Drop()
    {
        _keeping?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        WasRestored = false;
        await Drafts.Drop(Form);
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        _keeping?.Dispose();
        base.Dispose(disposing);
    }

    private async Task Keep()
    {
        try
        {
            await Drafts.Keep(Form, Draft);
        }
        catch (JSDisconnectedException)
        {
            // the tab is gone, and its drafts with it
        }
    }
}

using Microsoft.AspNetCore.Components;
using Sothebais.Gateways.Admin.Console.Contact;
using Sothebais.Gateways.Admin.Console.Parts;

namespace Sothebais.Gateways.Admin.Console.Events;

/// <summary>A form whose draft is kept in the browser's tab, and found there when it is opened again.</summary>
/// <typeparam name="T">What is typed.</typeparam>
public abstract class DraftForm<T> : HousePage where T : class
{
    private FormDraft<T> _draft = null!;

    [Inject] internal Drafts Drafts { get; set; } = null!;

    /// <summary>What is typed.</summary>
    protected T Draft { get; private set; } = null!;

    /// <summary>What is wrong with it.</summary>
    internal FormErrors Errors { get; } = new();

    /// <summary>Whether it was found, and not begun.</summary>
    protected bool WasRestored => _draft.IsRestored;

    /// <summary>The form's name among the drafts.</summary>
    protected abstract string Form { get; }

    /// <summary>An empty form.</summary>
    protected abstract T Empty();

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _draft = new FormDraft<T>(Drafts, Clock, Form);
        Draft = await _draft.Restore(Empty());
        await base.OnInitializedAsync();
    }

    /// <inheritdoc />
    protected override Task Load(CancellationToken stopping) => Task.CompletedTask;

    /// <summary>A field was changed.</summary>
    /// <param name="field">Which, in the API's name for it.</param>
    protected void Typed(string field) => Errors.Forget(field);

    /// <inheritdoc />
    protected override Task OnAfterRenderAsync(bool firstRender) => _draft is null || Draft is null || IsBusy ? Task.CompletedTask : _draft.Note(Draft, Gone);

    /// <summary>Forgets what was typed, and begins anew.</summary>
    protected Task Discard()
    {
        Draft = Empty();
        Errors.Clear();
        return _draft.Drop(Draft);
    }

    /// <summary>Forgets the draft: what it was for is done.</summary>
    protected Task Drop() => _draft.Drop();
}

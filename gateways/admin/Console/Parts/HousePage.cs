using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;
using Sothebais.Gateways.Admin.Console.Api;
using Sothebais.Gateways.Admin.Console.Contact;

namespace Sothebais.Gateways.Admin.Console.Parts;

/// <summary>
/// A page or part that shows what the house says. It loads at first, again whenever the house is back after it did not answer, and as often as
/// <see cref="Every"/> says; it does what it is asked once at a time and says how that went.
/// </summary>
public abstract class HousePage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private string? _unsure;
    private string? _unsureKey;

    /// <summary>Makes a page.</summary>
    protected HousePage() => Gone = _gone.Token; // read once: a page that is gone still asks whether it is

    [Inject] internal HouseApi Api { get; set; } = null!;
    [Inject] internal HouseContact Contact { get; set; } = null!;
    [Inject] internal ISnackbar Snackbar { get; set; } = null!;
    [Inject] internal TimeProvider Clock { get; set; } = null!;
    [Inject] internal IJSRuntime Browser { get; set; } = null!;

    /// <summary>Whether the first load is done, or was refused.</summary>
    protected bool IsLoaded { get; private set; }

    /// <summary>What the house said instead of what was asked for; null is nothing.</summary>
    internal HouseProblem? Refusal { get; private set; }

    /// <summary>Whether something is being done.</summary>
    protected bool IsBusy { get; private set; }

    /// <summary>What the house said to the last act; null where it did it.</summary>
    internal HouseProblem? Problem { get; set; }

    /// <summary>How often the page loads again by itself while it is seen; null is never.</summary>
    protected virtual TimeSpan? Every => null;

    /// <summary>Ends when the page does.</summary>
    protected CancellationToken Gone { get; }

    /// <summary>Asks the house for what the page shows.</summary>
    /// <param name="stopping">Ends when the page does.</param>
    protected abstract Task Load(CancellationToken stopping);

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        Contact.Changed += Return;
        await Reload();
        if (Every is { } pause) _ = Follow(pause);
    }

    /// <summary>Loads again.</summary>
    protected async Task Reload()
    {
        try
        {
            await Load(Gone);
            (IsLoaded, Refusal) = (true, null);
        }
        catch (HouseRefused no)
        {
            (IsLoaded, Refusal) = (true, no.Problem);
        }
        catch (HouseAway)
        {
            _ = Knock(); // the layout says so
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            return;
        }
        if (!_gone.IsCancellationRequested) StateHasChanged();
    }

    /// <summary>
    /// Does something, and says how it went. Whatever is not known to be done keeps its key: doing the same thing again is the same request.
    /// </summary>
    /// <param name="what">What it is, to tell one act from another.</param>
    /// <param name="done">What to say when it is done; null says nothing.</param>
    /// <param name="act">Does it, under the Idempotency-Key that it is given.</param>
    /// <returns>Whether it is done. If not, <see cref="Problem"/> says why where the house has.</returns>
    protected async Task<bool> Do(string what, string? done, Func<string, Task> act)
    {
        if (IsBusy) return false;
        (IsBusy, Problem) = (true, null);
        var key = _unsure == what && _unsureKey is { } kept ? kept : HouseApi.NewKey();
        (_unsure, _unsureKey) = (null, null);
        StateHasChanged();
        try
        {
            await act(key);
            if (done is not null) Snackbar.Add(done, Severity.Success);
            return true;
        }
        catch (HouseRefused no)
        {
            Problem = no.Problem;
            if (no.Problem.Errors.Count == 0) Snackbar.Add(no.Problem.Line, Severity.Error);
            return false;
        }
        catch (HouseAway away)
        {
            (_unsure, _unsureKey) = (what, key);
            Snackbar.Add($"{away.Message} Whether it was done is not known; asking again does it once.", Severity.Warning);
            return false;
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            IsBusy = false;
            if (!_gone.IsCancellationRequested) StateHasChanged();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Contact.Changed -= Return;
        _gone.Cancel();
        Dispose(true);
        _gone.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of what the page holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }

    private async Task Follow(TimeSpan pause)
    {
        using var timer = new PeriodicTimer(pause, Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(Gone)) await InvokeAsync(async () =>
            {
                if (!await IsHidden()) await Reload();
            });
        }
        catch (OperationCanceledException)
        {
            // the page is gone
        }
    }

    // A tab that nobody looks at asks the house for nothing.
    private async Task<bool> IsHidden()
    {
        try
        {
            return await Browser.InvokeAsync<bool>("look.isHidden", Gone);
        }
        catch (Exception e) when (e is JSException or JSDisconnectedException or OperationCanceledException or InvalidOperationException)
        {
            return true; // there is no line to it
        }
    }

    // Nobody else may ask the house while it is away: somebody has to find out that it is back.
    private async Task Knock()
    {
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(2), Clock, Gone);
            if (Contact.IsLost || !IsLoaded) await InvokeAsync(Reload);
        }
        catch (OperationCanceledException)
        {
            // the page is gone
        }
    }

    private void Return()
    {
        if (!Contact.IsLost) _ = InvokeAsync(Reload);
    }
}

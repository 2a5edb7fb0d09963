using MudBlazor;

namespace Sothebais.Gateways.Admin.Console.Parts;

/// <summary>Asks whether somebody is sure.</summary>
internal static class Sure
{
    /// <summary>Asks before something is done that cannot be brought back.</summary>
    /// <param name="dialogs">The page's dialogs.</param>
    /// <param name="title">The question, with the name of what it is about: <c>Cancel “Genesis #1”?</c></param>
    /// <param name="text">What follows from it.</param>
    /// <param name="act">The act's name, on its button: <c>Cancel the auction</c>.</param>
    /// <param name="destructive">Whether something ends that cannot be brought back.</param>
    public static async Task<bool> Of(this IDialogService dialogs, string title, string text, string act, bool destructive = true) =>
        await Ask(dialogs, title, text, act, null, false, destructive) is not null;

    /// <summary>Asks before something is done, and why.</summary>
    /// <returns>The reason, empty where none was given and none is needed; null where it is not to be done.</returns>
    public static Task<string?> Why(this IDialogService dialogs, string title, string text, string act, string label = "Reason", bool needed = true, bool destructive = true) =>
        Ask(dialogs, title, text, act, label, needed, destructive);

    private static async Task<string?> Ask(IDialogService dialogs, string title, string text, string act, string? label, bool needed, bool destructive)
    {
        var parameters = new DialogParameters<SureDialog>
        {
            { d => d.Title, title }, { d => d.Text, text }, { d => d.Act, act }, { d => d.ReasonLabel, label }, { d => d.ReasonNeeded, needed }, { d => d.IsDestructive, destructive },
        };
        var dialog = await dialogs.ShowAsync<SureDialog>(title, parameters);
        return await dialog.Result is { Canceled: false } result ? result.Data as string ?? "" : null;
    }
}

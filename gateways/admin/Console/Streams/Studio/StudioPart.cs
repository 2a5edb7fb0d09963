using Microsoft.AspNetCore.Components;
using Sothebais.Gateways.Admin.Console.Parts;
using Sothebais.Gateways.Defaults.Streams;

namespace Sothebais.Gateways.Admin.Console.Streams.Studio;

/// <summary>A part of a stream's studio.</summary>
public abstract class StudioPart : HousePage
{
    [CascadingParameter] internal StudioDesk Desk { get; set; } = null!;

    /// <summary>The stream's path.</summary>
    protected string Root => $"streams/{Desk.Stream!.Id}";

    /// <inheritdoc />
    protected override void OnInitialized() => Desk.Changed += StateHasChanged;

    /// <inheritdoc />
    protected override Task Load(CancellationToken stopping) => Task.CompletedTask;

    /// <inheritdoc />
    protected override void Dispose(bool disposing) => Desk.Changed -= StateHasChanged;

    /// <summary>Does something to the stream; where it is not as it was seen, it is read again.</summary>
    /// <param name="what">What it is.</param>
    /// <param name="done">What to say when it is done; null says nothing.</param>
    /// <param name="act">Does it.</param>
    protected async Task<bool> Act(string what, string? done, Func<string, Task> act)
    {
        if (await Do(what, done, act)) return true;
        if (Problem?.Status is 404 or 409 or 412) await Desk.Again();
        return false;
    }

    /// <summary>Asks the stream for something that it answers with how it then stands.</summary>
    protected Task<bool> Ask(HttpMethod method, string path, object? body, string? done = null) =>
        Act($"{method} {path} {body}", done, async key => Desk.Take(await Api.Send<PublicStream>(method, $"{Root}/{path}", body, key, stopping: Gone)));
}

using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace Sothebais.Tests.Harness.Clerk;

/// <summary>Something that goes wrong with an answer of Clerk's.</summary>
/// <param name="Spoil">Spoils the answer.</param>
public sealed record Fault(Func<HttpContext, Task> Spoil)
{
    /// <summary>A status, with Clerk's errors in the body.</summary>
    public static Fault Status(int status, string code = "internal_clerk_error", string message = "Oops, an unexpected error occurred") => new(http => ClerkJson.Refuse(http, status, code, message));

    /// <summary>429, with how long to stay away in seconds.</summary>
    public static Fault TooMany(int retryAfter) => new(http =>
    {
        http.Response.Headers.RetryAfter = $"{retryAfter}";
        return ClerkJson.Refuse(http, 429, "too_many_requests", "Too many requests. Please try again in a bit.");
    });

    /// <summary>A body of one's own.</summary>
    public static Fault Body(int status, string text, string type = "application/json") => new(http =>
    {
        (http.Response.StatusCode, http.Response.ContentType) = (status, type);
        return http.Response.WriteAsync(text);
    });

    /// <summary>No answer at all, until whoever asked goes.</summary>
    public static readonly Fault Hang = new(Forever);

    /// <summary>The connection is cut before the answer.</summary>
    public static readonly Fault Cut = new(http =>
    {
        http.Abort();
        return Task.CompletedTask;
    });

    /// <summary>The answer begins well, and the connection is cut in the middle of it.</summary>
    public static readonly Fault CutInTheMiddle = new(async http =>
    {
        await Begin(http);
        http.Abort();
    });

    /// <summary>The answer begins well, and never ends.</summary>
    public static readonly Fault HangInTheMiddle = new(async http =>
    {
        await Begin(http);
        await Forever(http);
    });

    private static async Task Begin(HttpContext http)
    {
        (http.Response.ContentType, http.Response.ContentLength) = ("application/json", 1_000);
        await http.Response.WriteAsync("{\"id\":");
        await http.Response.Body.FlushAsync();
    }

    private static async Task Forever(HttpContext http)
    {
        var gone = new TaskCompletionSource();
        await using var _ = http.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }
}

/// <summary>One part of Clerk: counts who asks, and fails as it is told to.</summary>
public sealed class Part
{
    private readonly ConcurrentQueue<Fault> _next = new();
    private int _requests;

    /// <summary>How many requests came.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>What goes wrong with every answer; null is nothing.</summary>
    public Fault? Outage { get; set; }

    /// <summary>What goes wrong with the next answers, one each.</summary>
    public void Next(params Fault[] faults)
    {
        foreach (var fault in faults) _next.Enqueue(fault);
    }

    internal Task Answer(HttpContext http, Func<Task> well)
    {
        Interlocked.Increment(ref _requests);
        return (_next.TryDequeue(out var fault) ? fault : Outage)?.Spoil(http) ?? well();
    }
}

using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Sothebais.Tests.Gateways.InProcess;

/// <summary>
/// Changes the services of a host that the product builds itself, right before it is built: by the event that the host builder raises for exactly that
/// (WebApplicationFactory works the same way). So the tests run what the product's own Build methods make, and not a copy of them.
/// </summary>
internal sealed class BuildHook : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    // Of the calling test alone: others build their hosts at the same time.
    private static readonly AsyncLocal<Action<IServiceCollection>?> Wanted = new();

    static BuildHook() => DiagnosticListener.AllListeners.Subscribe(new BuildHook());

    private BuildHook()
    {
    }

    /// <summary>Builds a host with other services.</summary>
    public static T With<T>(Action<IServiceCollection> services, Func<T> build)
    {
        Wanted.Value = services;
        try
        {
            return build();
        }
        finally
        {
            Wanted.Value = null;
        }
    }

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener listener)
    {
        if (listener.Name == "Microsoft.Extensions.Hosting") listener.Subscribe(this);
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> happened)
    {
        if (happened.Key == "HostBuilding" && Wanted.Value is { } wanted) ((IHostBuilder)happened.Value!).ConfigureServices(wanted);
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}

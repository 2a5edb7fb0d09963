using System.Collections.Concurrent;
using System.Reflection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using Sothebais.Gateways.Defaults;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Catalogue;

namespace Sothebais.Tests.Gateways.InProcess;

/// <summary>A house with nothing in it, which notes down every call that gets as far as to it.</summary>
public sealed class StubHouse : IDisposable
{
    private readonly MeterProvider _metrics = Sdk.CreateMeterProviderBuilder().AddPrometheusExporter().Build();
    private readonly IClusterClient _cluster;

    /// <summary>Opens it.</summary>
    public StubHouse()
    {
        _cluster = DispatchProxy.Create<IClusterClient, Cluster>();
        ((Cluster)(object)_cluster).House = this;
    }

    /// <summary>The calls: a grain's interface and method. Those that only ask how the house is are left out.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>What the gateways share with it.</summary>
    /// <param name="environment">The environment's name.</param>
    public SharedHouse Shared(string environment) => new(_cluster, _metrics, null, environment);

    /// <inheritdoc/>
    public void Dispose() => _metrics.Dispose();

    // Public, because the proxies derive from them in an assembly of their own.
#pragma warning disable CA1034
    /// <summary>Gives grains out.</summary>
    public class Cluster : DispatchProxy
    {
        internal StubHouse House { get; set; } = null!;

        /// <inheritdoc/>
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod is not { Name: "GetGrain", IsGenericMethod: true }) throw new NotSupportedException($"The stub house does not do {targetMethod?.Name}.");
            var grain = DispatchProxy.Create(targetMethod.GetGenericArguments()[0], typeof(Grain));
            ((Grain)grain).House = House;
            return grain;
        }
    }

    /// <summary>Answers as if there were nothing.</summary>
    public class Grain : DispatchProxy
    {
        internal StubHouse House { get; set; } = null!;

        /// <inheritdoc/>
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod!.Name != "Ready") House.Calls.Enqueue($"{targetMethod.DeclaringType!.Name}.{targetMethod.Name}");
            if (targetMethod.ReturnType == typeof(Task)) return Task.CompletedTask;
            var type = targetMethod.ReturnType.GetGenericArguments()[0];
            object? answer =
                type == typeof(bool) ? true
                : type == typeof(AuctionAnswer) ? new AuctionAnswer.Refused(Refusal.AuctionNotFound)
                : type == typeof(CataloguePage) ? new CataloguePage([], null)
                : null;
            return typeof(Task).GetMethod(nameof(Task.FromResult))!.MakeGenericMethod(type).Invoke(null, [answer]);
        }
    }
#pragma warning restore CA1034
}

using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Channels;
using Sothebais.GrainInterfaces.Sales;
using Sothebais.GrainInterfaces.Streams;

namespace Sothebais.Tests.Gateways.Watching;

/// <summary>A gateway to which the house's pushes do not come through, or nothing at all.</summary>
[Collection(InStudio.Name)]
public sealed class RepairTests(Studio studio)
{
    [Fact]
    public async Task Lost_pushes_of_stream_sale_and_auction_are_made_up_for_by_the_next_lease()
    {
        var (_, at) = await studio.OpenGateway(cluster: Between.Of((method, args) =>
            method.Name == "CreateObjectReference" ? method.Invoke(studio.Grains, [Deaf.One]) : method.Invoke(studio.Grains, args)));
        var sale = await studio.Sale(lots: 2);
        var id = await studio.Stream(sale: sale);
        using var line = await studio.Watch($"stream={id}", at: at);
        var viewer = new Hearing(line);
        await viewer.Until(() => viewer.Snapshots.Count == 1);
        await studio.Do(id, by => new TakeScene("sold", Transition.Cut) { Origin = by });
        await viewer.Until(() => (string?)viewer.Stream!["scene"]!["id"] == "sold");
        await studio.Drive(sale, "next");
        await studio.Client.Offer($"{sale}-1", "ann", "15");
        await viewer.Until(() => viewer.Events.Any(e => e.Kind == "bidPlaced"));
        await studio.Drive(sale, "hammer");
        await studio.Drive(sale, "next");
        await viewer.Until(() => viewer.Snapshots[^1].Auction == $"{sale}-2");
        Assert.Contains(viewer.Events, e => e.Auction == $"{sale}-1" && e.Kind == "auctionSold");
    }

    [Theory, InlineData("stream"), InlineData("auction")]
    public async Task While_the_house_does_not_answer_a_viewer_is_asked_to_come_back(string what)
    {
        var clock = new FakeTimeProvider(InProcess.HouseFront.Noon);
        var (_, at) = await studio.OpenGateway(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)), Between.Of((method, args) =>
            method.Name == "GetGrain" ? Between.Silent(method.ReturnType) : method.Invoke(studio.Grains, args)));
        using var line = await studio.Watch($"{what}=main", at: at);
        var closing = line.HungUp();
        await Wait.Until("it is hung up on", Wait.Patience, () =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return closing.IsCompleted;
        });
        Assert.Equal(1013, await closing);
    }

    /// <summary>Hears nothing. Kept, because the house holds whom it tells weakly.</summary>
    private sealed class Deaf : IStreamObserver, ISaleObserver, IAuctionObserver
    {
        public static readonly Deaf One = new();

        public Task Changed(StreamView view) => Task.CompletedTask;

        public Task Moved(SaleShow show) => Task.CompletedTask;

        public Task Published(EventBatch batch) => Task.CompletedTask;
    }

    // Public, because the proxies derive from it in an assembly of their own.
#pragma warning disable CA1034
    /// <summary>Stands between a gateway and the house.</summary>
    public class Between : DispatchProxy
    {
        private Func<MethodInfo, object?[]?, object?> _does = null!;

        /// <summary>A house that is asked first what it does.</summary>
        internal static IClusterClient Of(Func<MethodInfo, object?[]?, object?> does)
        {
            var between = Create<IClusterClient, Between>();
            ((Between)(object)between)._does = does;
            return between;
        }

        /// <summary>A grain that does not answer.</summary>
        internal static object Silent(Type grain)
        {
            var silent = Create(grain, typeof(Between));
            ((Between)silent)._does = (_, _) => throw new TimeoutException("Nobody answers.");
            return silent;
        }

        /// <inheritdoc/>
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => _does(targetMethod!, args);
    }
#pragma warning restore CA1034
}

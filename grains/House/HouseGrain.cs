using Orleans.Concurrency;
using Sothebais.GrainInterfaces.House;
using Sothebais.Grains.EventLog;

namespace Sothebais.Grains.House;

/// <summary>Answers for the house.</summary>
[StatelessWorker, Reentrant]
internal sealed class HouseGrain(IEventLog log) : Grain, IHouseGrain
{
    public Task<bool> Ready() => log.Ready();
}

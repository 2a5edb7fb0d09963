using Sothebais.Tests.Chaos.House;
using Sothebais.Tests.Chaos.Links;

namespace Sothebais.Tests.Chaos.Faults;

/// <summary>The line between a process and Redis is cut, silent, slow or lossy.</summary>
public sealed record BadLine(string Target, TimeSpan At, TimeSpan For, LineQuality Quality) : Fault(Target, At, For)
{
    /// <inheritdoc/>
    public override string Kind => Quality switch
    {
        { IsCut: true } => "cut line to Redis",
        { IsSilent: true } => "silent line to Redis",
        { Loss: > 0 } => "lossy line to Redis",
        _ => "slow line to Redis",
    };

    /// <inheritdoc/>
    protected override string Detail => FormattableString.Invariant(
        $"{(Quality.Delay > TimeSpan.Zero ? $", {Quality.Delay.TotalMilliseconds:0} ms a piece" : "")}{(Quality.Loss > 0 ? $", {Quality.Loss:p0} lost, {Quality.Resets:p1} reset" : "")}");

    /// <inheritdoc/>
    public override Task Begin(ChaosHouse house) => Become(house, Quality);

    /// <inheritdoc/>
    public override Task End(ChaosHouse house) => Become(house, LineQuality.Good);

    private Task Become(ChaosHouse house, LineQuality quality)
    {
        Place(house).Line!.Become(quality);
        return Task.CompletedTask;
    }
}

/// <summary>What other silos and gateways send to a silo is lost, and what it answers: all or some of it.</summary>
public sealed record BadDoor(string Target, TimeSpan At, TimeSpan For, double Loss) : Fault(Target, At, For)
{
    /// <inheritdoc/>
    public override string Kind => Loss < 1 ? "lossy line to a silo" : "partition of a silo";

    /// <inheritdoc/>
    protected override string Detail => Loss < 1 ? FormattableString.Invariant($", {Loss:p0} lost") : "";

    /// <inheritdoc/>
    public override Task Begin(ChaosHouse house) => Doors.Close(Place(house).DoorsOf, Loss);

    /// <inheritdoc/>
    public override Task End(ChaosHouse house) => Doors.Open(Place(house).DoorsOf, Loss);
}

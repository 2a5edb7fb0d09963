namespace Sothebais.Gateways.Admin.Console.Api;

/// <summary>The house said no.</summary>
/// <param name="problem">What it said.</param>
internal sealed class HouseRefused(HouseProblem problem) : Exception(problem.Line)
{
    /// <summary>What it said.</summary>
    public HouseProblem Problem => problem;
}

/// <summary>The house did not answer, however often it was asked. Whether it did what it was asked is not known; asked again under the same key it does it once.</summary>
/// <param name="why">Why, for people.</param>
/// <param name="inner">What happened.</param>
internal sealed class HouseAway(string why, Exception? inner = null) : Exception(why, inner);

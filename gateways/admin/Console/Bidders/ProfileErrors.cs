using Sothebais.Gateways.Admin.Console.Api;
using Sothebais.Gateways.Admin.Console.Parts;

namespace Sothebais.Gateways.Admin.Console.Bidders;

/// <summary>What the house says no to in a profile, at the field that it is about.</summary>
internal static class ProfileErrors
{
    public static void Take(FormErrors errors, HouseProblem? problem)
    {
        errors.Take(problem);
        if (problem?.Code == "handle-taken") errors.Add("handles", problem.Line);
        if (problem?.Code == "bidder-exists") errors.Add("id", problem.Line);
    }
}

using Sothebais.Gateways.Defaults.Settings;

namespace Sothebais.Gateways.Admin.Console.Operations;

/// <summary>A setting in all services.</summary>
/// <param name="Key">Its key.</param>
/// <param name="In">What it is in each service, in their order; null where it is not set.</param>
internal sealed record SettingLine(string Key, SettingInForce?[] In)
{
    // Each process has its own.
    private static readonly string[] Own = ["contentRoot", "applicationName", "urls"];

    /// <summary>Whether services that have it go by different values. Of masked ones nobody can say.</summary>
    public bool Differs => !Own.Contains(Key, StringComparer.OrdinalIgnoreCase) && In.OfType<SettingInForce>().Select(s => s.Masked ? null : s.Value).OfType<string>().Distinct(StringComparer.Ordinal).Skip(1).Any();

    /// <summary>Whether its key or a value has these letters, in any case.</summary>
    public bool Has(string letters) =>
        Key.Contains(letters, StringComparison.OrdinalIgnoreCase) || Array.Exists(In, s => s?.Value.Contains(letters, StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>The settings of services, side by side, in the order of their keys.</summary>
    /// <param name="services">The services.</param>
    /// <param name="all">Whether also those that the house does not know.</param>
    public static IEnumerable<SettingLine> Of(IEnumerable<SettingsInForce> services, bool all)
    {
        var tables = services.Select(service => service.Settings.Where(s => all || s.OfTheHouse).ToDictionary(s => s.Key, StringComparer.OrdinalIgnoreCase)).ToArray();
        return tables.SelectMany(table => table.Keys).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)
            .Select(key => new SettingLine(key, [.. tables.Select(table => table.GetValueOrDefault(key))]));
    }
}

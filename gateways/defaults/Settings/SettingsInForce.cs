using System.Reflection;
using Sothebais.Gateways.Defaults.Ports;

namespace Sothebais.Gateways.Defaults.Settings;

/// <summary>The configuration of a service as it is in force, without its secrets.</summary>
/// <param name="Service">The service's name, as on its network.</param>
/// <param name="Version">The version of its program.</param>
/// <param name="Environment">The environment's name.</param>
/// <param name="Settings">The settings, in the order of their keys.</param>
public sealed record SettingsInForce(string Service, string Version, string Environment, SettingInForce[] Settings)
{
    /// <summary>Reads what a service goes by.</summary>
    /// <param name="ports">Which service.</param>
    /// <param name="configuration">Its configuration.</param>
    /// <param name="environment">Its environment.</param>
    public static SettingsInForce Of(ServicePorts ports, IConfiguration configuration, IHostEnvironment environment) => new(
        ports.Service, Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "", environment.EnvironmentName,
        [.. configuration.AsEnumerable().Where(s => s.Value is not null).OrderBy(s => s.Key, StringComparer.OrdinalIgnoreCase).Select(s => Of(s.Key, s.Value!, configuration))]);

    private static SettingInForce Of(string key, string value, IConfiguration configuration)
    {
        var (shown, masked) = Mask.Of(key, value);
        return new SettingInForce(key, shown, masked, SourceOf(key, configuration), KnownSettings.Concerns(key));
    }

    // The last provider that has a key is the one that counts.
    private static string SourceOf(string key, IConfiguration configuration)
    {
        if (configuration is not IConfigurationRoot root) return "unknown";
        foreach (var provider in root.Providers.Reverse())
        {
            if (!provider.TryGet(key, out _)) continue;
            return provider switch
            {
                ChainedConfigurationProvider chained => SourceOf(key, chained.Configuration),
                Microsoft.Extensions.Configuration.CommandLine.CommandLineConfigurationProvider => "command line",
                Microsoft.Extensions.Configuration.EnvironmentVariables.EnvironmentVariablesConfigurationProvider => "environment",
                Microsoft.Extensions.Configuration.KeyPerFile.KeyPerFileConfigurationProvider => "secret file",
                Microsoft.Extensions.Configuration.Memory.MemoryConfigurationProvider => "program",
                FileConfigurationProvider { Source.Path: { } path } => $"file {Path.GetFileName(path)}",
                _ => provider.GetType().Name.Replace("ConfigurationProvider", "", StringComparison.Ordinal),
            };
        }
        return "unknown";
    }
}

/// <summary>One setting.</summary>
/// <param name="Key">Its key, its parts with colons between them.</param>
/// <param name="Value">Its value, or what of it may be shown.</param>
/// <param name="Masked">Whether something of it is hidden.</param>
/// <param name="Source">Where it comes from: command line, environment, secret file, a file's name, program.</param>
/// <param name="OfTheHouse">Whether the house knows such a key; the environment of a process holds many others.</param>
public sealed record SettingInForce(string Key, string Value, bool Masked, string Source, bool OfTheHouse);

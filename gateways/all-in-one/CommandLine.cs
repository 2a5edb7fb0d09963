namespace Sothebais.Gateways.AllInOne;

/// <summary>The command line of the all-in-one host.</summary>
/// <param name="Demo">Whether it plays a sale by itself.</param>
/// <param name="Environment">The environment's name; null leaves it to the framework.</param>
/// <param name="EnvironmentIsAssumed">Whether nobody named an environment, and Development was taken because Clerk is not configured.</param>
/// <param name="Rest">What goes on to every service.</param>
internal sealed record CommandLine(bool Demo, string? Environment, bool EnvironmentIsAssumed, string[] Rest)
{
    /// <summary>Reads it.</summary>
    public static CommandLine Read(string[] args)
    {
        var rest = args.Where(a => a != "--demo").ToArray(); // a bare flag would swallow the argument behind it
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(rest).Build();
        var named = configuration["DOTNET_ENVIRONMENT"] ?? configuration["ASPNETCORE_ENVIRONMENT"] ?? configuration[HostDefaults.EnvironmentKey];
        var assumed = string.IsNullOrEmpty(named) && string.IsNullOrEmpty(configuration["Clerk:Issuer"]);
        return new CommandLine(rest.Length < args.Length, assumed ? Environments.Development : null, assumed, rest);
    }
}

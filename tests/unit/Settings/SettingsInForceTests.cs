using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Sothebais.Gateways.Defaults.Ports;
using Sothebais.Gateways.Defaults.Settings;

namespace Sothebais.Tests.Unit.Settings;

public sealed class SettingsInForceTests
{
    [Fact]
    public void Every_setting_is_there_with_the_value_that_counts_and_where_that_is_from()
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Silo:Port"] = "1", ["Redis:Password"] = "hunter2", ["HOME"] = "/root", ["House"] = null });
        configuration.AddCommandLine(["--Silo:Port=2", "--port-offset", "9000"]);
        var said = SettingsInForce.Of(ServicePorts.Silo, configuration, new Somewhere());
        Assert.Equal(("silo", "Production"), (said.Service, said.Environment));
        Assert.Equal(
            [("HOME", Mask.Over, true, "program", false), ("port-offset", "9000", false, "command line", true), ("Redis:Password", Mask.Over, true, "program", true), ("Silo:Port", "2", false, "command line", true)],
            said.Settings.Select(s => (s.Key, s.Value, s.Masked, s.Source, s.OfTheHouse)));
    }

    [Fact]
    public void A_source_behind_another_configuration_is_named_itself()
    {
        var host = new ConfigurationBuilder().AddCommandLine(["--Silo:Port=2"]).Build();
        var said = SettingsInForce.Of(ServicePorts.Silo, new ConfigurationBuilder().AddConfiguration(host).Build(), new Somewhere());
        Assert.Equal("command line", Assert.Single(said.Settings).Source);
    }

    private sealed class Somewhere : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "Production";
        public string ApplicationName { get; set; } = "test";
        public string ContentRootPath { get; set; } = "/";
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}

using System.Text.RegularExpressions;

namespace Sothebais.Tests.Infra.Monitoring;

/// <summary>What is exempt from being served must still exist.</summary>
public sealed class ExemptionTests
{
    [Fact]
    public void A_counter_of_faults_is_in_the_product_even_while_there_is_no_fault()
    {
        var source = string.Concat(new[] { "gateways", "grains", "silo" }.SelectMany(f => Directory.GetFiles(Path.Combine(Programs.Root, f), "*Metric*.cs", SearchOption.AllDirectories)).Select(File.ReadAllText));
        Assert.All(Exemptions.AfterTheFirst, counter =>
        {
            Assert.Contains($"\"{counter.Value}\"", source, StringComparison.Ordinal);
            Assert.Equal(counter.Key, Regex.Replace(counter.Value, "[.-]", "_") + "_total");
        });
    }

    [Theory]
    [InlineData("sum by (job) (rate(a_total{x=\"y{z\"}[5m])) / on (job) group_left (k) (b:c:d > bool 0.5)", "a_total,b:c:d")]
    [InlineData("max_over_time(a[10m]) - time() < 3 * 86400 or (b unless b offset 15m) or vector(-1)", "a,b")]
    [InlineData("histogram_quantile(0.99, sum without (le) (c_bucket)) and -d and 1e9 * e", "c_bucket,d,e")]
    public void The_metrics_of_an_expression_are_found(string expression, string names) => Assert.Equal(names.Split(','), MetricNames.In(expression));
}

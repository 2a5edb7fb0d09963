using System.Globalization;
using System.Text.Json;
using Sothebais.Gateways.Admin.Forwarding;

namespace Sothebais.Gateways.Admin.Console.Dashboard;

/// <summary>Asks Prometheus (https://prometheus.io/docs/prometheus/latest/querying/api/), where the house has one.</summary>
internal sealed class Prometheus(HttpClient http, ServiceAddresses services)
{
    /// <summary>Whether the house has one.</summary>
    public bool IsConfigured => services.Prometheus is not null;

    /// <summary>What an expression is worth now; null where it has no value.</summary>
    /// <param name="query">The expression.</param>
    /// <param name="stopping">Gives up.</param>
    /// <exception cref="PrometheusAway">There is none, or it does not answer.</exception>
    public async Task<double?> Now(string query, CancellationToken stopping)
    {
        var result = await Ask($"query?query={Uri.EscapeDataString(query)}", stopping);
        return result.GetArrayLength() == 0 ? null : Value(result[0].GetProperty("value"));
    }

    /// <summary>What an expression was worth over some time: of its first series.</summary>
    /// <param name="query">The expression.</param>
    /// <param name="from">The first instant.</param>
    /// <param name="to">The last instant.</param>
    /// <param name="step">From one value to the next.</param>
    /// <param name="stopping">Gives up.</param>
    /// <exception cref="PrometheusAway">There is none, or it does not answer.</exception>
    public async Task<double[]> Over(string query, DateTimeOffset from, DateTimeOffset to, TimeSpan step, CancellationToken stopping)
    {
        var result = await Ask($"query_range?query={Uri.EscapeDataString(query)}&start={from.ToUnixTimeSeconds()}&end={to.ToUnixTimeSeconds()}&step={(long)step.TotalSeconds}", stopping);
        return result.GetArrayLength() == 0 ? [] : [.. result[0].GetProperty("values").EnumerateArray().Select(Value)];
    }

    private async Task<JsonElement> Ask(string question, CancellationToken stopping)
    {
        if (services.Prometheus is not { } prometheus) throw new PrometheusAway("This house has no Prometheus (Services:Prometheus): what it would count is not shown.");
        try
        {
            using var answer = await http.GetAsync(new Uri($"{prometheus.ToString().TrimEnd('/')}/api/v1/{question}"), stopping);
            answer.EnsureSuccessStatusCode();
            return JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync(stopping)).GetProperty("data").GetProperty("result");
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or KeyNotFoundException or InvalidOperationException || (e is OperationCanceledException && !stopping.IsCancellationRequested))
        {
            throw new PrometheusAway($"Prometheus does not answer at {prometheus.Host}:{prometheus.Port}.", e);
        }
    }

    // A pair of the instant and the value, which is text: it may be NaN.
    private static double Value(JsonElement sample) =>
        double.TryParse(sample[1].GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : 0;
}

/// <summary>Prometheus does not say.</summary>
/// <param name="why">Why, for people.</param>
/// <param name="inner">What happened.</param>
internal sealed class PrometheusAway(string why, Exception? inner = null) : Exception(why, inner);

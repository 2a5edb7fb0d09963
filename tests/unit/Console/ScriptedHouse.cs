using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Sothebais.Tests.Unit.Console;

/// <summary>A house that answers as the test says, and remembers what it was asked. What the test has not said is a 404.</summary>
public sealed class ScriptedHouse : HttpMessageHandler
{
    private readonly ConcurrentDictionary<string, Func<HttpRequestMessage, HttpResponseMessage>> _answers = new(StringComparer.Ordinal);

    /// <summary>What was asked, in its order: method, path with its query, body and headers.</summary>
    public ConcurrentQueue<Asked> Heard { get; } = [];

    /// <summary>Whether it answers at all.</summary>
    public bool IsAway { get; set; }

    /// <summary>Answers a request with JSON.</summary>
    /// <param name="request">The method and path, and the query where it matters: <c>GET /auctions</c>.</param>
    /// <param name="body">The answer.</param>
    /// <param name="status">The status.</param>
    public void Answers(string request, JsonNode body, int status = 200) =>
        _answers[request] = _ => new HttpResponseMessage((HttpStatusCode)status) { Content = JsonContent.Create(body) };

    /// <summary>Answers a request as the function says.</summary>
    public void Answers(string request, Func<HttpRequestMessage, HttpResponseMessage> answer) => _answers[request] = answer;

    /// <summary>Answers a request with a problem.</summary>
    public void Refuses(string request, int status, string code, string title, JsonObject? errors = null)
    {
        var problem = new JsonObject { ["type"] = "about:blank", ["title"] = title, ["status"] = status, ["code"] = code };
        if (errors is not null) problem["errors"] = errors;
        Answers(request, problem, status);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        Heard.Enqueue(new Asked(request.Method.Method, request.RequestUri!.PathAndQuery, body, request.Headers.ToDictionary(h => h.Key, h => string.Join(",", h.Value))));
        if (IsAway) throw new HttpRequestException("The test's house is away.");
        var exact = $"{request.Method} {request.RequestUri.PathAndQuery}";
        var path = $"{request.Method} {request.RequestUri.AbsolutePath}";
        return _answers.TryGetValue(exact, out var answer) || _answers.TryGetValue(path, out answer)
            ? answer(request)
            : new HttpResponseMessage(HttpStatusCode.NotFound) { Content = JsonContent.Create(new JsonObject { ["title"] = $"The test's house knows no {exact}.", ["code"] = "not-found", ["status"] = 404 }) };
    }

    public sealed record Asked(string Method, string Path, string? Body, IReadOnlyDictionary<string, string> Headers)
    {
        public JsonNode Json => JsonNode.Parse(Body!)!;
    }
}

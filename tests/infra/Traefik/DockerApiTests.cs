using System.Net;

namespace Sothebais.Tests.Infra.Traefik;

/// <summary>What Traefik may ask Docker, and what it may not, with a real engine.</summary>
public sealed class DockerApiTests(DockerEngine docker) : IClassFixture<DockerEngine>
{
    private static readonly string Id = new('a', 64);

    [Theory]
    [InlineData("GET", "/_ping"), InlineData("HEAD", "/_ping"), InlineData("GET", "/version"), InlineData("GET", "/v1.24/version")]
    [InlineData("GET", "/v1.41/containers/json?all=1"), InlineData("GET", "/containers/json"), InlineData("GET", "/v1.41/events?since=1&until=2")]
    public async Task What_finding_containers_takes_is_answered(string method, string path) => Assert.Equal(HttpStatusCode.OK, (await Ask(method, path)).Status);

    [Fact]
    public async Task A_container_is_looked_up_by_its_id()
    {
        var answer = await Ask("GET", $"/v1.41/containers/{Id}/json");
        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Contains($"No such container: {Id}", answer.Text, StringComparison.Ordinal); // Docker's own words: it was asked
    }

    [Theory]
    [InlineData("GET", "/info"), InlineData("GET", "/images/json"), InlineData("GET", "/volumes"), InlineData("GET", "/networks"), InlineData("GET", "/secrets"), InlineData("GET", "/system/df"), InlineData("GET", "/")]
    [InlineData("POST", "/containers/create"), InlineData("POST", "/v1.41/containers/create?name=x"), InlineData("POST", "/containers/json"), InlineData("DELETE", "/containers/json"), InlineData("POST", "/volumes/create"), InlineData("POST", "/build")]
    [InlineData("PUT", "/version"), InlineData("OPTIONS", "/version"), InlineData("GET", "/containers/ID/logs?stdout=1"), InlineData("GET", "/containers/ID/archive?path=/run/secrets"), InlineData("GET", "/containers/ID/export")]
    [InlineData("GET", "/containers/ID/attach/ws"), InlineData("GET", "/containers/ID/top"), InlineData("POST", "/containers/ID/exec"), InlineData("POST", "/containers/ID/kill"), InlineData("GET", "/containers/name/json")]
    [InlineData("GET", "/containers/json/../../images/json"), InlineData("GET", "/containers/..%2fimages%2fjson"), InlineData("GET", "/containers/ID/../../images/json"), InlineData("GET", "/_ping/../info"), InlineData("GET", "/version/")]
    [InlineData("GET", "/containers/..%2f..%2fimages/json"), InlineData("GET", "//info"), InlineData("GET", "/v1.41/v1.41/version"), InlineData("GET", "/vX/version"), InlineData("GET", "/_ping%0a/../info"), InlineData("GET", "/CONTAINERS/json")]
    public async Task Nothing_else_gets_through(string method, string path)
    {
        var answer = await Ask(method, path.Replace("ID", Id, StringComparison.Ordinal));
        Assert.Equal((HttpStatusCode.Forbidden, ""), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task What_happens_on_the_machine_is_heard_at_once()
    {
        using var patience = new CancellationTokenSource(Wait.Patience);
        var volume = $"heard-{Guid.NewGuid():n}";
        using var line = await docker.Proxied.GetAsync(docker.On("/events"), HttpCompletionOption.ResponseHeadersRead, patience.Token);
        using var events = new StreamReader(await line.Content.ReadAsStreamAsync(patience.Token));
        var heard = Task.Run(async () =>
        {
            string? said;
            while ((said = await events.ReadLineAsync(patience.Token)) is not null && !said.Contains(volume, StringComparison.Ordinal)) { }
            return said;
        });
        using var made = await docker.Direct.PostAsync("/volumes/create", new StringContent($$"""{"Name":"{{volume}}"}""", System.Text.Encoding.UTF8, "application/json"), patience.Token);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Contains("\"create\"", await heard, StringComparison.Ordinal);
    }

    private async Task<(HttpStatusCode Status, string Text)> Ask(string method, string path)
    {
        using var answer = await docker.Proxied.SendAsync(new HttpRequestMessage(new HttpMethod(method), docker.On(path)));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}

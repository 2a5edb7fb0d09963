namespace Sothebais.Tests.Infra.Traefik;

/// <summary>The rules, priorities and middlewares that are shipped, asked about the requests of <c>requests.txt</c>.</summary>
public sealed class RoutingTests
{
    private static readonly EdgeConfiguration Edge = EdgeConfiguration.Load();

    [Theory, MemberData(nameof(Requests))]
    public void A_request_goes_where_the_table_says(string request, string expected)
    {
        var asked = RequestRow.Read(request, expected);
        Assert.Equal(expected, RequestRow.Describe(Edge.Of(asked.Scheme, asked.Method, asked.Host, asked.Target)));
    }

    [Fact]
    public void The_table_has_every_router_every_passage_and_every_path_of_the_network_document()
    {
        var rows = RequestRow.All().ToArray();
        Assert.True(rows.Length >= 40, $"{rows.Length}");
        Assert.Equal(rows.Length, rows.Select(row => (row.Scheme, row.Method, row.Host, row.Target)).Distinct().Count());
        foreach (var passage in RequestRow.Passages.Keys) Assert.Contains(rows, row => row.Expected.EndsWith(" " + passage, StringComparison.Ordinal));
        foreach (var (path, target) in Compose.NetworkDocument.Operators)
            Assert.Equal(target, Assert.IsType<Outcome.Passed>(Edge.Of("https", "GET", "admin.sothebais.com", path + "/")).Target);
    }

    [Fact]
    public void Another_domain_moves_everything()
    {
        var moved = EdgeConfiguration.Load(("DOMAIN", "auctions.example"));
        Assert.Equal("admin-frontend:3000 house", RequestRow.Describe(moved.Of("https", "GET", "admin.auctions.example", "/")));
        Assert.Equal("301 https://admin.auctions.example/x?y", RequestRow.Describe(moved.Of("https", "GET", "auctions.example", "/x?y")));
        Assert.Equal("404", RequestRow.Describe(moved.Of("https", "GET", "admin.sothebais.com", "/")));
    }

    public static TheoryData<string, string> Requests()
    {
        var data = new TheoryData<string, string>();
        foreach (var row in RequestRow.All()) data.Add(row.Text, row.Expected);
        return data;
    }
}

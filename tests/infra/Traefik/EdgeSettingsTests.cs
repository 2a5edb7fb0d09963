using System.Text.Json.Nodes;
using Sothebais.Tests.Infra.Compose;

namespace Sothebais.Tests.Infra.Traefik;

/// <summary>What the edge promises, whichever way requests go.</summary>
public sealed class EdgeSettingsTests
{
    private static readonly string[] Identity = ["X-User-Id", "X-User-Name", "X-User-Roles"];

    private readonly EdgeConfiguration _edge = EdgeConfiguration.Load();

    [Fact]
    public void Whatever_is_not_public_asks_the_admin_gateway_and_believes_only_its_answer()
    {
        Assert.All(_edge.Routers.Where(router => router.Name is not ("public" or "intake" or "root")), router => Assert.Contains("admitted@file", router.Middlewares));
        var (type, asks) = _edge.Middleware("admitted@file");
        Assert.Equal(("forwardAuth", "http://admin-frontend:3000/auth/verify"), (type, (string?)asks["address"]));
        Assert.Equal(("false", "true", null), ((string?)asks["trustForwardHeader"], (string?)asks["preserveLocationHeader"], (string?)asks["authRequestHeaders"]));
        Assert.Equal(Identity, ComposeFile.Names(asks["authResponseHeaders"]));
    }

    [Fact]
    public void Operators_pages_go_before_public_ones_and_those_before_the_rest()
    {
        int Of(string router) => _edge.Routers.Single(known => known.Name == router).Priority;
        Assert.True(Math.Min(Of("prometheus"), Of("grafana")) > Of("public") && Math.Min(Of("public"), Of("intake")) > Of("house"));
    }

    [Fact]
    public void Nobody_brings_an_identity_or_a_request_id_along()
    {
        var stripped = _edge.Middleware(Assert.Single(_edge.Options["entrypoints.websecure.http.middlewares"].Split(','))).Settings["customRequestHeaders"]!.AsObject();
        Assert.All(stripped, header => Assert.Equal("", (string?)header.Value));
        foreach (var header in Identity.Concat(["X-Request-Id", "Forwarded", "X-Original-Host", "X-Original-Proto", "X-Original-For", "X-Original-Prefix"])) Assert.Contains(header, stripped.Select(entry => entry.Key));
        Assert.Equal("delete", _edge.Options["entrypoints.websecure.http.underscoreheadersstrategy"]);
        Assert.DoesNotContain(_edge.Options.Keys, option => option.Contains("forwardedheaders", StringComparison.Ordinal)); // Traefik is the first: nobody before it says for whom they ask
    }

    [Fact]
    public void Browsers_are_told_what_they_may_do_on_every_answer()
    {
        var headers = _edge.Middleware("headers@file").Settings;
        Assert.True(int.Parse((string)headers["stsSeconds"]!, System.Globalization.CultureInfo.InvariantCulture) >= 31_536_000);
        Assert.Equal(("true", "strict-origin-when-cross-origin"), ((string?)headers["contentTypeNosniff"], (string?)headers["referrerPolicy"]));
        Assert.Equal("", (string?)headers["customResponseHeaders"]!["Server"]);
        Assert.Equal("DENY", (string?)_edge.Middleware("unframed@file").Settings["customFrameOptionsValue"]);
    }

    [Fact]
    public void Every_passage_is_limited_by_address()
    {
        foreach (var router in _edge.Routers)
        {
            var limit = router.Middlewares.Select(name => _edge.Middleware(name)).Single(middleware => middleware.Type == "rateLimit").Settings;
            Assert.True(Number(limit["average"]) > 0 && Number(limit["burst"]) >= Number(limit["average"]), router.Name);
            Assert.Equal("64", (string?)limit["sourceCriterion"]!["ipStrategy"]!["ipv6Subnet"]);
        }
        // What the services allow an event source must come through.
        Assert.True(Number(_edge.Middleware("rate@file").Settings["average"]) >= 2_000);
        Assert.True(Number(_edge.Middleware("public-connections@file").Settings["amount"]) > 0);
        Assert.Equal(7, Number(EdgeConfiguration.Load(("RATE_PUBLIC", "7")).Middleware("public-rate@file").Settings["average"]));
    }

    [Fact]
    public void Nothing_that_flows_is_held_back_or_cut_off()
    {
        Assert.DoesNotContain(_edge.Middlewares.Values.SelectMany(middleware => middleware), entry => entry.Key is "buffering" or "compress");
        Assert.Equal("0s", _edge.Options["entrypoints.websecure.transport.respondingtimeouts.writetimeout"]);
        Assert.DoesNotContain(_edge.Options.Keys, option => option.Contains("responseheadertimeout", StringComparison.Ordinal) || option.Contains("keepalivemaxtime", StringComparison.Ordinal));
        Assert.Empty(ComposeFile.Names(_edge.Middleware("again@file").Settings["status"])); // an answer is an answer: only what was never sent is sent again
    }

    [Fact]
    public void Nothing_hides_in_a_path()
    {
        var encodable = Yaml.Read(File.ReadAllText(Path.Combine(Programs.Root, "tests/infra/Traefik/reference/static.yaml")))["entryPoints"]!["EntryPoint0"]!["http"]!["encodedCharacters"]!.AsObject();
        Assert.All(encodable, character => Assert.Equal("false", _edge.Options[$"entrypoints.websecure.http.encodedcharacters.{character.Key.ToLowerInvariant()}"]));
        Assert.Equal("true", _edge.Options["entrypoints.websecure.http.sanitizepath"]);
    }

    [Fact]
    public void Tls_begins_at_1_2_with_ciphers_that_keep_the_past_secret()
    {
        var (name, options) = Assert.Single(_edge.Dynamic["tls"]!["options"]!.AsObject());
        Assert.Equal(("default", "VersionTLS12"), (name, (string?)options!["minVersion"])); // for every router, whatever it says
        Assert.All(ComposeFile.Names(options["cipherSuites"]), suite => Assert.Matches(@"\ATLS_ECDHE_(ECDSA|RSA)_WITH_(AES_(128|256)_GCM_SHA(256|384)|CHACHA20_POLY1305_SHA256)\z", suite));
        Assert.DoesNotContain(_edge.Labels.Values.SelectMany(labels => labels.Keys), label => label.Contains(".tls", StringComparison.Ordinal));
    }

    [Fact]
    public void Certificates_are_lets_encrypts_or_by_choice_traefiks_own()
    {
        Assert.Equal(("true", "letsencrypt"), (_edge.Options["entrypoints.websecure.http.tls"], _edge.Options["entrypoints.websecure.http.tls.certresolver"]));
        Assert.Equal(("web", "/certificates/acme.json"), (_edge.Options["certificatesresolvers.letsencrypt.acme.httpchallenge.entrypoint"], _edge.Options["certificatesresolvers.letsencrypt.acme.storage"]));
        Assert.Contains("certificates:/certificates", ComposeFile.Names(ComposeFile.Load().Services["traefik"]["volumes"]));
        Assert.Equal("", EdgeConfiguration.Load(("CERTIFICATE_RESOLVER", "")).Options["entrypoints.websecure.http.tls.certresolver"]);
        Assert.Equal("me@example.com", EdgeConfiguration.Load(("ACME_EMAIL", "me@example.com")).Options["certificatesresolvers.letsencrypt.acme.email"]);
    }

    [Fact]
    public void Metrics_are_on_3100_which_is_not_published_and_nothing_of_traefiks_own_is_anywhere_else()
    {
        Assert.Equal((":3100", "metrics", "metrics"), (_edge.Options["entrypoints.metrics.address"], _edge.Options["metrics.prometheus.entrypoint"], _edge.Options["ping.entrypoint"]));
        Assert.DoesNotContain(_edge.Options.Keys, option => option.StartsWith("api", StringComparison.Ordinal));
        Assert.Equal("true", _edge.Options["entrypoints.websecure.asdefault"]);
        Assert.All(_edge.Routers, router => Assert.Equal(["websecure"], router.EntryPoints));
    }

    [Fact]
    public void Only_who_says_so_is_found_and_only_through_what_reads()
    {
        Assert.Equal(("false", "auction_net", "tcp://docker-api:2375"), (_edge.Options["providers.docker.exposedbydefault"], _edge.Options["providers.docker.network"], _edge.Options["providers.docker.endpoint"]));
        Assert.Equal(["admin-frontend", "grafana", "prometheus"], _edge.Labels.Keys.Order());
    }

    [Fact]
    public void Each_service_is_at_its_main_port_of_the_table_and_asked_whether_it_serves_where_it_can_be()
    {
        foreach (var (container, labels) in _edge.Labels)
        {
            var row = NetworkDocument.PortReference.Single(row => row.Service == container);
            Assert.Equal($"{Assert.Single(row.Main)}", labels.Single(label => label.Key.EndsWith(".loadbalancer.server.port", StringComparison.Ordinal)).Value);
            Assert.Equal(row.Health?.ToString(System.Globalization.CultureInfo.InvariantCulture), labels.SingleOrDefault(label => label.Key.EndsWith(".loadbalancer.healthcheck.port", StringComparison.Ordinal)).Value);
        }
        Assert.Equal("/health/serving", _edge.Labels["admin-frontend"]["traefik.http.services.admin.loadbalancer.healthcheck.path"]);
    }

    [Fact]
    public void The_log_names_requests_and_people_and_holds_no_token() =>
        Assert.Equal(("true", "json", "drop", "drop", "X-User-Id"), (_edge.Options["accesslog"], _edge.Options["accesslog.format"], _edge.Options["accesslog.fields.queryparameters.defaultmode"],
            _edge.Options["accesslog.fields.headers.defaultmode"], (string?)_edge.Middleware("admitted@file").Settings["headerField"]));

    private static int Number(JsonNode? text) => int.Parse((string)text!, System.Globalization.CultureInfo.InvariantCulture);
}

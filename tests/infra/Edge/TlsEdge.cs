using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Sothebais.Tests.Infra.Traefik;

namespace Sothebais.Tests.Infra.Edge;

/// <summary>A house behind a real proxy that has the edge's routers, with TLS and names as in production, and services behind it that know nothing of tokens.</summary>
public sealed class TlsEdge : IAsyncLifetime
{
    /// <summary>The domain.</summary>
    public const string Domain = "sothebais.com";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tls-edge-");
    private AllInOneHouse? _house;
    private ServerProcess? _proxy;

    /// <summary>The house's own doors.</summary>
    public HouseClient Client { get; private set; } = null!;

    /// <summary>Plays Grafana and Prometheus.</summary>
    public EchoService Echo { get; private set; } = null!;

    /// <summary>Where the proxy listens.</summary>
    public (int Http, int Https) Ports { get; } = (Harness.Ports.Next(), Harness.Ports.Next());

    /// <summary>Gets to the proxy by whatever name, as if it were at 80 and 443; follows and keeps nothing.</summary>
    public HttpMessageInvoker Way { get; private set; } = null!;

    /// <summary>An address of the house as the world knows it, to the letter.</summary>
    public static Uri On(string path, string scheme = "https", string host = "admin." + Domain) => new($"{scheme}://{host}{path}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    /// <summary>Asks.</summary>
    public async Task<HttpResponseMessage> Ask(HttpMethod method, Uri address, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var patience = new CancellationTokenSource(Wait.Patience);
        var answer = await Way.SendAsync(request, patience.Token);
        await answer.Content.LoadIntoBufferAsync(patience.Token);
        return answer;
    }

    /// <summary>An event source of the house, and what it signs with.</summary>
    public const string Source = "bridge";

    /// <summary>The bytes of its secret.</summary>
    public static readonly byte[] Secret = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        (_house, Echo) = (await AllInOneHouse.Start(null, $"--EventSources:{Source}:Secret=whsec_{Convert.ToBase64String(Secret)}"), await EchoService.Start());
        Client = new HouseClient(_house.At);
        using var certificate = await MakeCertificate();
        Way = new HttpMessageInvoker(Handler(X509CertificateLoader.LoadCertificate(certificate.RawData)));
        var services = new Dictionary<string, string>
        {
            ["admin-frontend:3000"] = _house.At.Admin.Authority,
            ["prometheus:9090"] = $"127.0.0.1:{Echo.Port}",
            ["grafana:3001"] = $"127.0.0.1:{Echo.Port}",
        };
        var file = Path.Combine(_folder.FullName, "Caddyfile");
        await File.WriteAllTextAsync(file, CaddyText.Of(EdgeConfiguration.Load(("DOMAIN", Domain)), Ports, _folder.FullName, services));
        _proxy = ServerProcess.Start("caddy", "caddy", ["run", "--config", file, "--adapter", "caddyfile"],
            new Dictionary<string, string> { ["HOME"] = _folder.FullName, ["XDG_DATA_HOME"] = _folder.FullName, ["XDG_CONFIG_HOME"] = _folder.FullName });
        try
        {
            await Wait.Until("the edge passes requests on", Wait.Patience, async () => !_proxy.IsRunning || (await Ask(HttpMethod.Get, On("/api/health"))).IsSuccessStatusCode);
            if (!_proxy.IsRunning) throw new TimeoutException("It ended.");
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message} {e.InnerException?.Message}\n{_proxy.Output}", e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Way?.Dispose();
        Client?.Dispose();
        if (_proxy is not null) await _proxy.DisposeAsync();
        if (Echo is not null) await Echo.DisposeAsync();
        if (_house is not null) await _house.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task<X509Certificate2> MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + Domain, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(Domain);
        names.AddDnsName("admin." + Domain);
        request.CertificateExtensions.Add(names.Build());
        var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1));
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "edge.crt"), certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "edge.key"), key.ExportPkcs8PrivateKeyPem());
        return certificate;
    }

    private SocketsHttpHandler Handler(X509Certificate2 trusted)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(trusted);
        return new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy },
            ConnectCallback = async (context, stopping) =>
            {
                var line = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await line.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port == 443 ? Ports.Https : Ports.Http, stopping);
                return new NetworkStream(line, ownsSocket: true);
            },
        };
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Sothebais.Tests.Harness.Clerk;

/// <summary>
/// Plays Clerk on this machine: its keys and backend API over http, and its frontend API, as far as Clerk's own script needs it to sign somebody in, keep
/// them signed in and sign them out, over https, because that script knows nothing else. To a house and a page it is a development instance under
/// <see cref="Host"/>; a browser has to be told that this host is here (<see cref="BrowserArgument"/>).
/// </summary>
public sealed class FakeClerk : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly X509Certificate2 _certificate = Certificate();
    private readonly int _plain = Harness.Ports.Next();
    private readonly int _secure = Harness.Ports.Next();

    private FakeClerk()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, _plain);
            kestrel.Listen(IPAddress.Loopback, _secure, listen => listen.UseHttps(_certificate));
        });
        _app = builder.Build();
        Tokens = new ClerkTokens(Issuer);
        Keys.MapKeys(_app, Tokens);
        new ClerkBackendApi(this).Map(_app);
        new ClerkFrontendApi(this).Map(_app);
    }

    /// <summary>The secret key that the backend API takes.</summary>
    public const string SecretKey = "sk_test_the-secret-of-the-house";

    /// <summary>The name of the frontend API: of the kind by which Clerk's script tells a development instance.</summary>
    public const string Host = "tests-of-sothebais-1.clerk.accounts.dev";

    /// <summary>The frontend API, and the issuer of the tokens.</summary>
    public const string Issuer = "https://" + Host;

    /// <summary>What makes Chromium find the frontend API here.</summary>
    public string BrowserArgument => $"--host-resolver-rules=MAP {Host}:443 127.0.0.1:{_secure}";

    /// <summary>Where the keys are; without TLS, so that a house needs no certificate.</summary>
    public Uri JwksUrl => new($"http://127.0.0.1:{_plain}/.well-known/jwks.json");

    /// <summary>The backend API.</summary>
    public Uri ApiUrl => new($"http://127.0.0.1:{_plain}/v1");

    /// <summary>The publishable key, of a development instance: it names the frontend API.</summary>
    public static string PublishableKey => "pk_test_" + Convert.ToBase64String(Encoding.ASCII.GetBytes(Host + "$"));

    /// <summary>Signs the tokens.</summary>
    public ClerkTokens Tokens { get; }

    /// <summary>The key set.</summary>
    public Part Keys { get; } = new();

    /// <summary>The backend API.</summary>
    public Part Backend { get; } = new();

    /// <summary>The frontend API.</summary>
    public Part Frontend { get; } = new();

    /// <summary>Who has an account, by id.</summary>
    public ConcurrentDictionary<string, ClerkPerson> People { get; } = new();

    /// <summary>The sessions, by id.</summary>
    public ConcurrentDictionary<string, ClerkSession> Sessions { get; } = new();

    /// <summary>The settings of a house that goes with this Clerk, for its command line.</summary>
    /// <param name="environment">Its environment.</param>
    public string[] Settings(string environment = "Development") =>
    [
        "--environment", environment, "--Clerk:Issuer", Issuer, "--Clerk:JwksUrl", $"{JwksUrl}", "--Clerk:SecretKey", SecretKey, "--Clerk:ApiUrl", $"{ApiUrl}",
        "--Clerk:PublishableKey", PublishableKey,
    ];

    /// <summary>Starts one.</summary>
    public static async Task<FakeClerk> Start()
    {
        var clerk = new FakeClerk();
        await clerk._app.StartAsync();
        return clerk;
    }

    /// <summary>Signs somebody in, as if they had done it on another page.</summary>
    public ClerkSession SignIn(ClerkPerson person)
    {
        People.TryAdd(person.Id, person);
        var session = new ClerkSession($"sess_{Guid.NewGuid():n}", person);
        return Sessions[session.Id] = session;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero); // requests that hang are not waited for
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
        Tokens.Dispose();
        _certificate.Dispose();
    }

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Clerk of the tests", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(Host);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}

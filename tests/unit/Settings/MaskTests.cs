using Sothebais.Gateways.Defaults.Settings;

namespace Sothebais.Tests.Unit.Settings;

/// <summary>What is shown of the configuration holds no secret, whoever put it where.</summary>
public sealed class MaskTests
{
    private const string Hunter = "hunter2";

    [Theory]
    [InlineData("Silo:Port", "11111"), InlineData("House:Grace", "00:00:00.5"), InlineData("Services:AuctionManager", "http://auction-manager:4100"), InlineData("Clerk:Issuer", "https://clerk.example.com")]
    [InlineData("Clerk:PublishableKey", "pk_test_abc"), InlineData("Clerk:AuthorizedParties:0", "https://admin.example.com"), InlineData("redis", "redis:6379,ssl=true,abortConnect=false")]
    [InlineData("Webhooks:AllowPrivateTargets", "true"), InlineData("clerk:issuer", "https://clerk.example.com"), InlineData("Logging:LogLevel:Default", "Information"), InlineData("Chat:Connectors:main:Channel", "#sothebais")]
    public void What_is_known_to_be_no_secret_is_shown(string key, string value) => Assert.Equal((value, false), Mask.Of(key, value));

    [Theory]
    [InlineData("Redis:Password"), InlineData("redis:password"), InlineData("Clerk:SecretKey"), InlineData("CLERK:SECRETKEY"), InlineData("Clerk:JwtKey"), InlineData("Clerk:Anything"), InlineData("EventSources:bridge:Key")]
    [InlineData("EventSources:bridge:Secret"), InlineData("EventSources:bridge"), InlineData("Chat:Connectors:main:Password"), InlineData("Webhooks:SigningSecret"), InlineData("Webhooks:Tokens:0"), InlineData("Broadcast:Key")]
    [InlineData("ConnectionStrings:Default"), InlineData("AWS_SECRET_ACCESS_KEY"), InlineData("PATH"), InlineData("GITHUB_TOKEN"), InlineData("OTEL_EXPORTER_OTLP_HEADERS"), InlineData("Clerk__SecretKye"), InlineData("Silo:ApiKey")]
    [InlineData("House:Credentials"), InlineData("Services:Prometheus:Passwd"), InlineData("Kestrel:Certificates:Default:Path"), InlineData("RedisX"), InlineData("")]
    public void Whatever_sounds_like_a_secret_or_is_not_known_is_masked_whole(string key)
    {
        Assert.Equal((Mask.Over, true), Mask.Of(key, Hunter));
        Assert.Equal((Mask.Over, true), Mask.Of(key, "a much longer secret, of which not even the length is told"));
    }

    [Theory]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMIIEhunter2\n-----END PRIVATE KEY-----"), InlineData("sk_live_hunter2"), InlineData("SK_TEST_hunter2"), InlineData("whsec_hunter2"), InlineData("evs_hunter2"), InlineData("ghp_hunter2")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.eyJodW50ZXIyIjoxfQ.sig"), InlineData("Bearer hunter2"), InlineData("basic aHVudGVyMg=="), InlineData("oauth:hunter2"), InlineData("http://x/?a=1 sk_live_hunter2"), InlineData("AKIAHUNTER2HUNTER2")]
    public void What_looks_like_a_secret_is_masked_also_under_a_harmless_key(string value) => Assert.Equal((Mask.Over, true), Mask.Of("Services:Prometheus", value));

    [Theory]
    [InlineData("redis:6379,password=hunter2", "redis:6379,password=••••••"), InlineData("redis:6379,password=hunter2,ssl=true", "redis:6379,password=••••••,ssl=true")]
    [InlineData("redis:6379, Password = hunter2 , ssl=true", null), InlineData("redis:6379,password=hun,ter2,ssl=true", "redis:6379,password=••••••,ssl=true"), InlineData("redis:6379,password=a;hunter2", null)]
    [InlineData("redis:6379,password=hunter2=,ssl=true", null), InlineData("host=h;pwd=hunter2;user id=me", null), InlineData("redis:6379,user=me,password=hunter2", null), InlineData("redis:6379,password=line\nhunter2", null)]
    [InlineData("rediss://default:hunter2@redis:6379", "rediss://••••••@redis:6379"), InlineData("redis://:hunter2@redis:6379", "redis://••••••@redis:6379"), InlineData("me:hunter2@redis:6379", null)]
    [InlineData("https://hunter2@host/path", "https://••••••@host/path"), InlineData("https://me:p@ss/hunter2@host/", "https://••••••@host/"), InlineData("https://me:sp ace hunter2@host", null)]
    [InlineData("redis:6379,password=hun@ter2", Mask.Over), InlineData("https://me:pass=hunter2@host/", Mask.Over), InlineData("https://me:x@host/?token=hunter2", Mask.Over)]
    [InlineData("https://host/?token=hunter2", null), InlineData("https://host/?x=1&api_key=hunter2&y=2", null), InlineData("https://host/#access_token=hunter2", null), InlineData("https://host/?X-Amz-Signature=hunter2", null)]
    public void A_password_within_a_value_is_masked_and_the_rest_may_be_shown(string value, string? shown)
    {
        var (seen, masked) = Mask.Of("redis", value);
        Assert.True(masked);
        Assert.DoesNotContain(Hunter, seen, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("ter2", seen, StringComparison.OrdinalIgnoreCase);
        if (shown is not null) Assert.Equal(shown, seen);
    }

    [Fact]
    public void A_value_that_takes_long_to_read_is_masked()
    {
        Assert.Equal((Mask.Over, true), Mask.Of("redis", new string('a', 5_000)));
        Assert.True(Mask.Of("redis", string.Concat(Enumerable.Repeat("password", 500))) is (_, _)); // ends
    }

    [Fact]
    public void What_is_empty_is_said_to_be_empty() => Assert.Equal(("", false), Mask.Of("Redis:Password", ""));
}

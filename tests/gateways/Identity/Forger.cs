using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Sothebais.Tests.Gateways.Identity;

/// <summary>Makes the tokens of <see cref="TokenRow"/>, with keys of its own. By hand, because no library would make the bad ones.</summary>
/// <param name="now">The instant that the rows call now.</param>
public sealed partial class Forger(DateTimeOffset now) : IDisposable
{
    /// <summary>Who issues the tokens.</summary>
    public const string Issuer = "https://clerk.sothebais.test";

    /// <summary>The origin whose tokens are taken.</summary>
    public const string Origin = "https://admin.sothebais.test";

    /// <summary>The id of our key.</summary>
    public const string KeyId = "ins_ours";

    private const int Longest = 8_192;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly RSA _ours = RSA.Create(2048);
    private readonly RSA _another = RSA.Create(2048);
    private readonly ECDsa _curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>Our public key, in PEM.</summary>
    public string PublicKey => _ours.ExportSubjectPublicKeyInfoPem();

    /// <summary>A key set with our key.</summary>
    public string KeySet => new JsonObject { ["keys"] = new JsonArray(Jwk(_ours, KeyId)) }.ToJsonString();

    /// <summary>A good token of somebody.</summary>
    public string Good(string subject = "user_alice", params string[] roles) => Make(new TokenRow("good", "taken", "agrees")
    {
        Claims = new JsonObject { ["sub"] = subject, ["roles"] = new JsonArray([.. roles.Select(r => (JsonNode)r)]) },
    });

    /// <summary>Makes a token.</summary>
    public string Make(TokenRow row)
    {
        var header = Text(Merged(new JsonObject { ["alg"] = "RS256", ["cat"] = "cl_B7d4PD111AAA", ["kid"] = KeyId, ["typ"] = "JWT" }, row.Header), row.HeaderMore);
        var payload = row.PayloadHex is { } bytes ? Convert.FromHexString(bytes) : Encoding.UTF8.GetBytes(row.Payload is { } text ? Timed(text) : Text(Merged(Claims(), row.Claims), row.ClaimsMore));
        if (row.Change == "the longest that there may be" || row.Change == "one longer than there may be")
            return Filled(header, Encoding.UTF8.GetString(payload), Longest + (row.Change[0] == 'o' ? 1 : 0));
        if (row.Change == "a hundred kilobytes") return Close(header, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(payload)[..^1] + $",\"filler\":\"{new string('x', 100_000)}\"}}"), row);
        if (row.Change == "written in Latin-1") return Close(header, Encoding.Latin1.GetBytes(Encoding.UTF8.GetString(payload)), row);
        if (row.Change == "the payload not encoded") return $"{Encode(header)}.{Encoding.UTF8.GetString(payload)}.{Encode(Sign(Encode(header) + "." + Encoding.UTF8.GetString(payload), row))}";
        return Changed(Close(header, payload, row), row.Change);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ours.Dispose();
        _another.Dispose();
        _curve.Dispose();
    }

    /// <summary>An RSA key as a member of a key set.</summary>
    public static JsonObject Jwk(RSA key, string? id)
    {
        var open = key.ExportParameters(includePrivateParameters: false);
        var jwk = new JsonObject { ["kty"] = "RSA", ["use"] = "sig", ["alg"] = "RS256", ["n"] = Base64Url.EncodeToString(open.Modulus), ["e"] = Base64Url.EncodeToString(open.Exponent) };
        if (id is not null) jwk["kid"] = id;
        return jwk;
    }

    private JsonObject Claims() => new()
    {
        ["azp"] = Origin,
        ["exp"] = now.ToUnixTimeSeconds() + 60,
        ["iat"] = now.ToUnixTimeSeconds(),
        ["iss"] = Issuer,
        ["name"] = "Alice",
        ["nbf"] = now.ToUnixTimeSeconds() - 10,
        ["sid"] = "sess_1",
        ["sts"] = "active",
        ["sub"] = "user_alice",
    };

    private JsonObject Merged(JsonObject usual, JsonObject? other)
    {
        foreach (var (name, value) in other ?? [])
        {
            if (value?.GetValueKind() == JsonValueKind.String && (string)value! == "absent") usual.Remove(name);
            else usual[name] = Meant(value);
        }
        return usual;
    }

    private JsonNode? Meant(JsonNode? value) => value?.GetValueKind() != JsonValueKind.String ? value?.DeepClone() : (string)value! switch
    {
        "the other key" => Jwk(_another, KeyId),
        "a certificate of the other key" => new JsonArray(Certificate()),
        "the thumbprint of it" => Base64Url.EncodeToString(SHA256.HashData(_another.ExportSubjectPublicKeyInfo())),
        "'now+60'" => (now.ToUnixTimeSeconds() + 60).ToString(CultureInfo.InvariantCulture),
        var text when Time().Match(text) is { Success: true } match => JsonNode.Parse(Seconds(match)),
        var text => text,
    };

    private string Certificate()
    {
        var request = new CertificateRequest("CN=clerk.sothebais.test", _another, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return Convert.ToBase64String(certificate.RawData);
    }

    private string Timed(string text) => TimeInText().Replace(text, match => Seconds(match));

    private string Seconds(Match match)
    {
        var more = match.Groups["more"].Value;
        var seconds = now.ToUnixTimeSeconds() + (more.Length == 0 ? 0 : decimal.Parse(more, CultureInfo.InvariantCulture));
        return seconds.ToString(CultureInfo.InvariantCulture);
    }

    private static string Text(JsonObject part, string? more)
    {
        var text = part.ToJsonString(Plain);
        return more is null ? text : $"{text[..^1]}{more}}}";
    }

    private string Close(string header, byte[] payload, TokenRow row)
    {
        var signed = $"{Encode(header)}.{Encode(payload)}";
        return $"{signed}.{Encode(Sign(signed, row))}";
    }

    private byte[] Sign(string text, TokenRow row)
    {
        var (bytes, rsa) = (Encoding.UTF8.GetBytes(text), row.Key == "another" ? _another : _ours);
        return row.With switch
        {
            "RS256" => rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            "RS384" => rsa.SignData(bytes, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
            "RS512" => rsa.SignData(bytes, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
            "PS256" => rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
            "ES256" => _curve.SignData(bytes, HashAlgorithmName.SHA256),
            "HS256" => HMACSHA256.HashData(Secret(row.Key), bytes),
            "HS512" => HMACSHA512.HashData(Secret(row.Key), bytes),
            "nothing" => [],
            var other => throw new InvalidDataException($"{row.Name}: nobody signs with {other}."),
        };
    }

    private byte[] Secret(string key) => key switch
    {
        "our public PEM" => Encoding.UTF8.GetBytes(PublicKey),
        "our public PEM with a line end" => Encoding.UTF8.GetBytes(PublicKey + "\n"),
        "our public DER" => _ours.ExportSubjectPublicKeyInfo(),
        "our modulus" => _ours.ExportParameters(includePrivateParameters: false).Modulus!,
        "our modulus as text" => Encoding.ASCII.GetBytes(Base64Url.EncodeToString(_ours.ExportParameters(includePrivateParameters: false).Modulus)),
        "nothing at all" => [],
        _ => throw new InvalidDataException($"There is no secret '{key}'."),
    };

    private string Changed(string token, string? change)
    {
        var parts = token.Split('.');
        return change switch
        {
            null => token,
            "cut by eight" => token[..^8],
            "cut by one" => token[..^1],
            "without its signature" => $"{parts[0]}.{parts[1]}.",
            "without its last part" => $"{parts[0]}.{parts[1]}",
            "without its payload" => $"{parts[0]}..{parts[2]}",
            "without its header" => $".{parts[1]}.{parts[2]}",
            "with an admin's payload" => $"{parts[0]}.{Good("user_admin", "admin").Split('.')[1]}.{parts[2]}",
            "with another token's signature" => $"{parts[0]}.{parts[1]}.{Good("user_other").Split('.')[2]}",
            "header and payload swapped" => $"{parts[1]}.{parts[0]}.{parts[2]}",
            "one letter of its signature another" => $"{parts[0]}.{parts[1]}.{(parts[2][0] == 'A' ? 'B' : 'A')}{parts[2][1..]}",
            "a dot more at its end" => token + ".",
            "a dot more at its beginning" => "." + token,
            "a fourth part" => token + ".e30",
            "five parts" => $"{parts[0]}.{parts[1]}.{parts[2]}.{parts[1]}.{parts[2]}",
            "with a signature of zeros" => $"{parts[0]}.{parts[1]}.{new string('A', parts[2].Length)}",
            "its signature padded" => $"{token}{Padding(parts[2])}",
            "all its parts padded" => string.Join('.', parts.Select(part => part + Padding(part))),
            "in the alphabet of plain base64" => string.Join('.', parts.Select(part => Convert.ToBase64String(Base64Url.DecodeFromChars(part)))),
            "in base64 once more" => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(token)),
            "spare bits of its signature set" => token[..^1] + Neighbour(token[^1]),
            "a space in it" => $"{parts[0]}. {parts[1]}.{parts[2]}",
            "a line end in its signature" => $"{token[..^8]}\n{token[^8..]}",
            "a line end at its end" => token + "\n",
            "a null at its end" => token + "\0",
            "a letter that is none of ASCII" => token + "ë",
            "inside out" => $"{parts[2]}.{parts[1]}.{parts[0]}",
            "in quotes" => $"\"{token}\"",
            "twice" => $"{token},{token}",
            _ => throw new InvalidDataException($"Nobody knows how to change it '{change}'."),
        };
    }

    // The last of 342 letters has six bits, of which the signature needs two: fifteen others mean the same to a reader that does not look.
    private static char Neighbour(char last)
    {
        const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return Letters[Letters.IndexOf(last, StringComparison.Ordinal) + 1];
    }

    private static string Padding(string part) => new('=', (4 - part.Length % 4) % 4);

    private string Filled(string header, string payload, int length)
    {
        // Not every length of base64 is one of whole bytes: then the header gives way.
        for (var more = 0; more < 3; more++)
        {
            var filledHeader = $"{header[..^1]},\"x\":\"{new string('x', more)}\"}}";
            var missing = length - Encode(filledHeader).Length - 2 - 342;
            if (missing % 4 == 1) continue;
            var filler = missing * 3 / 4 - Encoding.UTF8.GetByteCount(payload) - ",\"filler\":\"\"".Length;
            var token = Close(filledHeader, Encoding.UTF8.GetBytes($"{payload[..^1]},\"filler\":\"{new string('x', filler)}\"}}"), new TokenRow("", "taken", "agrees"));
            if (token.Length == length) return token;
        }
        throw new InvalidOperationException($"No token of {length} characters.");
    }

    private static string Encode(string text) => Encode(Encoding.UTF8.GetBytes(text));

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);

    [GeneratedRegex(@"^now(?<more>[+-]\d+(\.\d+)?)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Time();

    [GeneratedRegex(@"\{now(?<more>[+-]\d+(\.\d+)?)?\}", RegexOptions.ExplicitCapture)]
    private static partial Regex TimeInText();
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Sothebais.Tests.Gateways.Identity;

/// <summary>Signs session tokens with a key of its own, well and badly. By hand, because no library would make the bad ones.</summary>
public sealed class Signer : IDisposable
{
    private readonly RSA _rsa = RSA.Create(2048);

    /// <summary>The public key in PEM.</summary>
    public string PublicKey => _rsa.ExportSubjectPublicKeyInfoPem();

    /// <summary>Signs as Clerk does: RS256.</summary>
    public string Sign(JsonObject claims, string algorithm = "RS256") => Close(algorithm, claims, text => _rsa.SignData(
        text, algorithm == "RS512" ? HashAlgorithmName.SHA512 : HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    /// <summary>Signs with the public key as if it were a shared secret.</summary>
    public string SignWithThePublicKey(JsonObject claims) => Close("HS256", claims, text => HMACSHA256.HashData(Encoding.UTF8.GetBytes(PublicKey), text));

    /// <summary>Does not sign at all.</summary>
    public static string DoNotSign(JsonObject claims, string algorithm) => Close(algorithm, claims, _ => []);

    /// <inheritdoc/>
    public void Dispose() => _rsa.Dispose();

    private static string Close(string algorithm, JsonObject claims, Func<byte[], byte[]> sign)
    {
        var text = $"{Encode(new JsonObject { ["alg"] = algorithm, ["typ"] = "JWT", ["kid"] = "ins_1" })}.{Encode(claims)}";
        return $"{text}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(text)))}";
    }

    private static string Encode(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));
}

namespace Sothebais.Gateways.Admin.Edge;

/// <summary>The request that a proxy asks about (<c>X-Forwarded-Method</c> and <c>-Uri</c>, https://doc.traefik.io/traefik/middlewares/http/forwardauth). Headers of strangers are gone by now.</summary>
/// <param name="Method">Its method; GET where the proxy says none.</param>
/// <param name="Uri">Its path and query as the caller wrote them; empty where the proxy says none.</param>
internal sealed record ForwardedRequest(string Method, string Uri)
{
    // More than twice nobody encodes in earnest.
    private const int Decodings = 4;

    private static readonly string[] AdminAreas = ["/prometheus", "/grafana"];

    /// <summary>What the proxy says.</summary>
    public static ForwardedRequest Of(HttpRequest request) => new(
        request.Headers["X-Forwarded-Method"].ToString() is { Length: > 0 } method ? method.ToUpperInvariant() : HttpMethods.Get, request.Headers["X-Forwarded-Uri"].ToString());

    /// <summary>Whether only admins go there. However the path is written: any spelling that some server could take for such a place is one.</summary>
    public bool IsForAdmins()
    {
        var path = Uri.AsSpan(0, Uri.AsSpan().IndexOfAny('?', '#') is var end and >= 0 ? end : Uri.Length).ToString();
        for (var decoding = 0; ; decoding++)
        {
            if (LeadsToAdmins(path)) return true;
            var decoded = System.Uri.UnescapeDataString(path);
            if (decoded == path) return false;
            if (decoding == Decodings) return true;
            path = decoded;
        }
    }

    private static bool LeadsToAdmins(string path)
    {
        var steps = path.Split('/', '\\').Where(step => step.Length > 0 && step != ".").ToList();
        return Begins(steps) || Begins(Resolved(steps));

        static bool Begins(List<string> steps) => steps.Count > 0 && AdminAreas.Any(area => ("/" + steps[0]).StartsWith(area, StringComparison.OrdinalIgnoreCase));
    }

    private static List<string> Resolved(List<string> steps)
    {
        List<string> resolved = [];
        foreach (var step in steps)
        {
            if (step != "..") resolved.Add(step);
            else if (resolved.Count > 0) resolved.RemoveAt(resolved.Count - 1);
        }
        return resolved;
    }
}

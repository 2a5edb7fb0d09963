namespace Sothebais.Benchmarks.House;

/// <summary>Bodies that are taken as they are.</summary>
internal static class RequestBody
{
    /// <summary>Reads the whole body.</summary>
    public static async Task<byte[]> ReadWhole(this HttpContext http)
    {
        using var whole = new MemoryStream();
        await http.Request.Body.CopyToAsync(whole);
        return whole.ToArray();
    }
}

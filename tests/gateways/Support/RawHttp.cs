using System.Net.Sockets;
using System.Text;

namespace Sothebais.Tests.Gateways.Support;

/// <summary>HTTP by hand, for what no client library would send.</summary>
public static class RawHttp
{
    /// <summary>Sends the text as it stands and reads until the server hangs up; the text should ask for that.</summary>
    /// <returns>The status, and everything that came.</returns>
    public static async Task<(int Status, string Text)> Send(Uri address, string request, ReadOnlyMemory<byte> body = default)
    {
        using var patience = new CancellationTokenSource(Wait.Patience);
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, patience.Token);
        var line = client.GetStream();
        await line.WriteAsync(Encoding.ASCII.GetBytes(request), patience.Token);
        await line.WriteAsync(body, patience.Token);
        using var answer = new MemoryStream();
        await line.CopyToAsync(answer, patience.Token);
        var text = Encoding.UTF8.GetString(answer.ToArray());
        return (int.Parse(text.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), text);
    }
}

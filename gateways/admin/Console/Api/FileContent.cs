using System.Net;
using System.Net.Http.Headers;

namespace Sothebais.Gateways.Admin.Console.Api;

/// <summary>A file that goes on as it comes, a part at a time.</summary>
internal sealed class FileContent : HttpContent
{
    private const int Part = 64 * 1024;

    private readonly Stream _file;
    private readonly long _length;
    private readonly Action<long> _sent;

    /// <summary>Makes it.</summary>
    /// <param name="file">The file; read once.</param>
    /// <param name="length">Its bytes.</param>
    /// <param name="mediaType">What it says it is.</param>
    /// <param name="sent">Is told how many bytes are gone.</param>
    public FileContent(Stream file, long length, string mediaType, Action<long> sent)
    {
        (_file, _length, _sent) = (file, length, sent);
        Headers.ContentType = MediaTypeHeaderValue.TryParse(mediaType, out var type) ? type : new MediaTypeHeaderValue("application/octet-stream");
        Headers.ContentLength = length;
    }

    /// <inheritdoc />
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <inheritdoc />
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var (part, gone) = (new byte[Part], 0L);
        while (await _file.ReadAsync(part, cancellationToken) is > 0 and var read)
        {
            await stream.WriteAsync(part.AsMemory(0, read), cancellationToken);
            _sent(gone += read);
        }
    }

    /// <inheritdoc />
    protected override bool TryComputeLength(out long length)
    {
        length = _length;
        return true;
    }
}

namespace Sothebais.Broadcast;

/// <summary>What is sent, and where to. Configuration section <c>Broadcast</c>; checked at the start, see <see cref="BroadcastOptionsCheck"/>.</summary>
public sealed class BroadcastOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Broadcast";

    /// <summary>The page that is shown: an absolute http or https address without a fragment. Required.</summary>
    public string Page { get; set; } = "";

    /// <summary>
    /// The overlay token of a page whose stream is not public; it goes into the address's fragment, which no request carries. Empty is none. A secret:
    /// the file <c>/run/secrets/Broadcast__PageToken</c>.
    /// </summary>
    public string PageToken { get; set; } = "";

    /// <summary>Where it is sent to: the platform's rtmp or rtmps address with the application's name, without the key. Required.</summary>
    public string Target { get; set; } = "";

    /// <summary>The stream key, with what the platform wants after a question mark: 4 to 500 printable ASCII characters. Required. A secret: the file <c>/run/secrets/Broadcast__Key</c>.</summary>
    public string Key { get; set; } = "";

    /// <summary>The picture's width in pixels. Default 1920; even, 160 to 3840.</summary>
    public int Width { get; set; } = 1920;

    /// <summary>The picture's height in pixels. Default 1080; even, 90 to 2160.</summary>
    public int Height { get; set; } = 1080;

    /// <summary>Frames a second. Default 30; 1 to 60.</summary>
    public int FrameRate { get; set; } = 30;

    /// <summary>Bits a second of the picture, which are sent whether or not it moves. Default 6,000,000; 100,000 to 50,000,000.</summary>
    public int VideoBitrate { get; set; } = 6_000_000;

    /// <summary>Bits a second of the sound, which is silence. Default 128,000; 32,000 to 320,000.</summary>
    public int AudioBitrate { get; set; } = 128_000;

    /// <summary>The page's address with its token.</summary>
    internal string PageWithToken => PageToken.Length == 0 ? Page : $"{Page}#token={Uri.EscapeDataString(PageToken)}";
}

using Microsoft.Extensions.Options;

namespace Sothebais.Broadcast;

/// <summary>What is wrong with the options, setting by setting. No secret is in what it says.</summary>
internal sealed class BroadcastOptionsCheck : IValidateOptions<BroadcastOptions>
{
    private const int ShortestKey = 4; // a shorter one could not be told from words in what is logged
    private const int LongestKey = 500; // RTMP's own bound in ffmpeg is 512

    public ValidateOptionsResult Validate(string? name, BroadcastOptions options)
    {
        var wrong = Wrong(options).ToArray();
        return wrong.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> Wrong(BroadcastOptions o)
    {
        if (!IsAddress(o.Page, "http", "https"))
            yield return "Broadcast:Page is the page to show, such as https://admin.example.com/overlay/main, without a fragment (a token is Broadcast:PageToken).";
        if (!IsAddress(o.Target, "rtmp", "rtmps") || new Uri(o.Target) is not { Query: "", AbsolutePath.Length: > 1 })
            yield return "Broadcast:Target is the platform's address with the application, such as rtmps://live.example.com:443/app, without key, query and password.";
        if (o.Key.Length is < ShortestKey or > LongestKey || !o.Key.All(IsPlain))
            yield return $"Broadcast:Key is the platform's stream key, {ShortestKey} to {LongestKey} printable ASCII characters without spaces: in containers the file /run/secrets/Broadcast__Key.";
        if (o.PageToken.Length is not 0 && (o.PageToken.Length is < ShortestKey or > LongestKey || !o.PageToken.All(IsPlain)))
            yield return $"Broadcast:PageToken is empty, or {ShortestKey} to {LongestKey} printable ASCII characters without spaces.";
        // Colours are kept for four pixels at a time.
        if (o.Width is < 160 or > 3840 || o.Width % 2 != 0) yield return "Broadcast:Width is an even number from 160 to 3840.";
        if (o.Height is < 90 or > 2160 || o.Height % 2 != 0) yield return "Broadcast:Height is an even number from 90 to 2160.";
        if (o.FrameRate is < 1 or > 60) yield return "Broadcast:FrameRate is from 1 to 60.";
        if (o.VideoBitrate is < 100_000 or > 50_000_000) yield return "Broadcast:VideoBitrate is from 100000 to 50000000 bits a second.";
        if (o.AudioBitrate is < 32_000 or > 320_000) yield return "Broadcast:AudioBitrate is from 32000 to 320000 bits a second.";
    }

    private static bool IsAddress(string text, params ReadOnlySpan<string> schemes) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && schemes.Contains(uri.Scheme) && uri is { Host.Length: > 0, Fragment: "", UserInfo: "" } && text.All(IsPlain);

    private static bool IsPlain(char c) => c is > ' ' and < '\x7f';
}

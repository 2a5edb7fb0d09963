using Sothebais.Broadcast.Stage;

namespace Sothebais.Broadcast.Encoding;

/// <summary>How ffmpeg is started.</summary>
internal static class EncoderArguments
{
    private const int SecondsBetweenKeyframes = 2; // what platforms ask for
    private const string Authorities = "/etc/ssl/certs/ca-certificates.crt";

    /// <summary>
    /// The command. The stream key is not in it, for every user of a machine may read its lists of processes: ffmpeg reads its RTMP options from its standard
    /// input, where <see cref="Preset"/> is written. (Debian's 5.1 has no other place for an option, but a file of "presets" takes any.)
    /// </summary>
    public static IEnumerable<string> Command(BroadcastOptions o, DisplayAddress at) =>
    [
        "ffmpeg", "-hide_banner", "-nostdin", "-nostats", "-loglevel", "warning", "-progress", "pipe:1", "-stats_period", "0.5",
        "-thread_queue_size", "8", "-f", "x11grab", "-draw_mouse", "0", "-framerate", $"{o.FrameRate}", "-video_size", $"{o.Width}x{o.Height}", "-i", $":{at.Number}",
        // Platforms take no stream without sound.
        "-thread_queue_size", "64", "-f", "lavfi", "-i", "anullsrc=channel_layout=stereo:sample_rate=44100",
        "-map", "0:v", "-map", "1:a",
        "-vf", "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv",
        "-fps_mode", "cfr", "-r", $"{o.FrameRate}",
        "-c:v", "libx264", "-preset", "veryfast", "-tune", "zerolatency", "-profile:v", "high",
        // The same rate all the time, filled up where nothing moves: platforms take a rate that falls for a line that fails.
        "-b:v", $"{o.VideoBitrate}", "-minrate", $"{o.VideoBitrate}", "-maxrate", $"{o.VideoBitrate}", "-bufsize", $"{o.VideoBitrate}", "-x264-params", "nal-hrd=cbr",
        "-g", $"{SecondsBetweenKeyframes * o.FrameRate}", "-keyint_min", $"{SecondsBetweenKeyframes * o.FrameRate}", "-sc_threshold", "0",
        "-c:a", "aac", "-b:a", $"{o.AudioBitrate}",
        "-f", "flv", "-flvflags", "no_duration_filesize", "-fpre", "/dev/stdin", o.Target.TrimEnd('/'),
    ];

    /// <summary>What ffmpeg reads: the application and, as RTMP calls the key, the play path; of rtmps that the server must be who it says it is.</summary>
    public static string Preset(BroadcastOptions o)
    {
        var target = new Uri(o.Target);
        var plain = $"rtmp_app={target.AbsolutePath.Trim('/')}\nrtmp_playpath={o.Key}\n";
        return target.Scheme == "rtmps" ? $"{plain}tls_verify=1\nca_file={Authorities}\n" : plain;
    }
}

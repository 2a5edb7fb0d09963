namespace Sothebais.Tests.Infra.Monitoring;

/// <summary>Metrics that dashboards and rules read and that a healthy house on a test machine does not serve. Exact names; nothing else may be missing.</summary>
internal static class Exemptions
{
    /// <summary>Of Traefik 3, which cannot be had here; named as in its documentation.</summary>
    public static readonly HashSet<string> Traefik =
        ["traefik_entrypoint_requests_total", "traefik_service_request_duration_seconds_bucket", "traefik_open_connections", "traefik_tls_certs_not_after"];

    /// <summary>Of the lines between processes: a house in one process has none.</summary>
    public static readonly HashSet<string> BetweenProcesses =
        ["orleans_client_connected_gateways", "orleans_gateway_connected_clients", "orleans_messaging_sent_messages_size_bytes_count", "orleans_messaging_sent_messages_size_bytes_sum"];

    /// <summary>Of the broadcast, which is started by choice. Its own tests see to it that it serves them.</summary>
    public static readonly HashSet<string> Broadcast =
    [
        "sothebais_broadcast_up", "sothebais_broadcast_frame_rate", "sothebais_broadcast_frame_rate_wanted", "sothebais_broadcast_bitrate_bytes_per_second",
        "sothebais_broadcast_frames_total", "sothebais_broadcast_frames_repeated_total", "sothebais_broadcast_frames_dropped_total", "sothebais_broadcast_restarts_total",
    ];

    /// <summary>Of connectors to chats, which are configured by choice.</summary>
    public static readonly HashSet<string> Chat = ["sothebais_chat_messages_total", "sothebais_chat_connected"];

    /// <summary>Counters that appear with the first fault they count, each with its instrument's name in the product's source.</summary>
    public static readonly Dictionary<string, string> AfterTheFirst = new()
    {
        ["sothebais_commit_failures_total"] = "sothebais.commit.failures",
        ["sothebais_viewers_skipped_total"] = "sothebais.viewers.skipped",
        ["sothebais_viewers_gaps_total"] = "sothebais.viewers.gaps",
        ["orleans_app_requests_timedout_total"] = "orleans-app-requests-timedout",
        ["orleans_messaging_rejected_total"] = "orleans-messaging-rejected",
        ["orleans_messaging_expired_total"] = "orleans-messaging-expired",
        ["orleans_messaging_pings_reply_missed_total"] = "orleans-messaging-pings-reply-missed",
        ["orleans_scheduler_long_running_turns_total"] = "orleans-scheduler-long-running-turns",
        ["orleans_catalog_activation_failed_to_activate_total"] = "orleans-catalog-activation-failed-to-activate",
        ["orleans_catalog_activation_shutdown_total"] = "orleans-catalog-activation-shutdown",
        ["orleans_storage_read_errors_total"] = "orleans-storage-read-errors",
        ["orleans_storage_write_errors_total"] = "orleans-storage-write-errors",
    };
}

namespace Sothebais.Gateways.Admin.Console.Work;

/// <summary>Long works in words.</summary>
internal static class WorkWords
{
    public static string Of(WorkStatus status) => status switch
    {
        WorkStatus.Running => "running",
        WorkStatus.Done => "done",
        WorkStatus.Cancelled => "stopped",
        _ => "failed",
    };

    /// <summary>Why nothing more is begun.</summary>
    public const string TooMany = "Four of your works are running, and no more run at once. Wait for one to end, or stop one under Work.";

    /// <summary>Whether a work is meant by what is searched for.</summary>
    public static bool IsMeant(LongWork work, string sought) =>
        work.Title.Contains(sought, StringComparison.OrdinalIgnoreCase) || work.Says.Contains(sought, StringComparison.OrdinalIgnoreCase) || Of(work.Status).Contains(sought, StringComparison.OrdinalIgnoreCase);
}

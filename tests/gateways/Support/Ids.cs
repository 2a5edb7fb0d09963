namespace Sothebais.Tests.Gateways.Support;

/// <summary>Ids that no other test has.</summary>
public static class Ids
{
    private static int _last;

    /// <summary>A new one.</summary>
    public static string New(string what) => $"{what}-{Interlocked.Increment(ref _last)}-{Environment.ProcessId}";
}

using System.Globalization;
using System.Runtime.InteropServices;

namespace Sothebais.Tests.Infra.Broadcast;

/// <summary>A process of this machine, told by its number and when it started.</summary>
internal sealed record OtherProcess(int Id, long Started)
{
    private const int SigKill = 9;
    private const int SigStop = 19;

    /// <summary>Its command line, the arguments parted by spaces; empty where it has gone.</summary>
    public string CommandLine => Read("cmdline").Replace('\0', ' ');

    /// <summary>Its environment as it was at the start.</summary>
    public string Environment => Read("environ");

    /// <summary>Whether it runs: a zombie does not.</summary>
    public bool IsRunning => StatOf(Id) is { } stat && stat.Started == Started && stat.State is not ('Z' or 'X');

    /// <summary>The processes that a process started, those that these started, and so on; and those that left it and still name a folder of it.</summary>
    /// <param name="id">The process.</param>
    /// <param name="folder">How its folder's name begins; the folder itself is found on the command lines.</param>
    public static IReadOnlyList<OtherProcess> FamilyOf(int id, string folder)
    {
        var all = Directory.GetDirectories("/proc").Select(Path.GetFileName).Select(n => int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Where(n => n > 0).Select(n => (Id: n, Stat: StatOf(n))).Where(p => p.Stat is not null).Select(p => (p.Stat!.Value.Parent, Process: new OtherProcess(p.Id, p.Stat.Value.Started))).ToArray();
        var children = all.ToLookup(p => p.Parent, p => p.Process);
        var found = new List<OtherProcess>(children[id]);
        for (var i = 0; i < found.Count; i++) found.AddRange(children[found[i].Id]);
        var words = found.SelectMany(p => p.CommandLine.Split(' ')).Select(w => w[(w.LastIndexOf('=') + 1)..]).FirstOrDefault(w => w.StartsWith(folder, StringComparison.Ordinal));
        if (words is not null) found.AddRange(all.Select(p => p.Process).Except(found).Where(p => p.Id != id && p.CommandLine.Contains(words[..(words.IndexOf('/', folder.Length) is > 0 and var end ? end : words.Length)], StringComparison.Ordinal)));
        return found;
    }

    /// <summary>Kills it.</summary>
    public void Kill() => _ = Signal(Id, SigKill);

    /// <summary>Stops it in its tracks.</summary>
    public void Freeze() => _ = Signal(Id, SigStop);

    private static (int Parent, char State, long Started)? StatOf(int id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (int.Parse(fields[1], CultureInfo.InvariantCulture), fields[0][0], long.Parse(fields[19], CultureInfo.InvariantCulture));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private string Read(string what)
    {
        try
        {
            return File.ReadAllText($"/proc/{Id}/{what}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Signal(int pid, int signal);
}

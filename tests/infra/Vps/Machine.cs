using System.Globalization;

namespace Sothebais.Tests.Infra.Vps;

/// <summary>
/// A throwaway machine, set up by <c>machine.sh</c>: namespaces over this machine's files, in which tests are root and change users, firewall
/// and services without a trace.
/// </summary>
public sealed class Machine : IAsyncDisposable
{
    private const string Path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly string[] AsRoot = Environment.IsPrivilegedProcess ? [] : ["sudo", "-n"];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sothebais-machine-");
    private ServerProcess? _process;
    private string _inside = "";

    /// <summary>A cgroup for its containers, which is not another's.</summary>
    public string Cgroup => _folder.Name;

    /// <summary>Starts one.</summary>
    public static async Task<Machine> Start()
    {
        var machine = new Machine();
        string[] command =
        [
            .. AsRoot, "unshare", "--mount", "--net", "--pid", "--uts", "--ipc", "--fork", "--kill-child",
            "bash", System.IO.Path.Combine(Programs.Root, "tests/infra/Vps/machine.sh"), machine._folder.FullName, System.IO.Path.Combine(Programs.Root, "infra"),
        ];
        var process = machine._process = ServerProcess.Start("machine", command[0], command[1..]);
        try
        {
            await Wait.Until("the machine is ready", Wait.Patience, () => process.IsRunning ? process.Output.Contains("ready", StringComparison.Ordinal) : throw new InvalidOperationException("It ended."));
            machine._inside = ChildOf(AsRoot.Length == 0 ? process.Id : int.Parse(ChildOf(process.Id), CultureInfo.InvariantCulture));
        }
        catch (Exception e)
        {
            await machine.DisposeAsync();
            throw new InvalidOperationException($"No throwaway machine (it takes root or sudo, and namespaces): {process.Output}", e);
        }
        return machine;
    }

    /// <summary>Runs a script of bash's in it, as root.</summary>
    /// <returns>The exit code and the output; 124 after 90 seconds.</returns>
    public async Task<Outcome> Run(string script)
    {
        var command = InIt(script);
        var outcome = await Command.Run(Patience + TimeSpan.FromSeconds(10), null, command[0], command[1..]);
        return outcome with { Output = outcome.Output + outcome.Errors };
    }

    /// <summary>Runs a script that must succeed.</summary>
    /// <returns>Its output.</returns>
    public async Task<string> Do(string script)
    {
        var outcome = await Run(script);
        Assert.True(outcome.Code == 0, $"{script}\nended with {outcome.Code}:\n{outcome.Output}");
        return outcome.Output.Trim();
    }

    /// <summary>Starts a program, which ends with the process that is given back.</summary>
    public ServerProcess Launch(string script)
    {
        var command = InIt(script, timed: false);
        return ServerProcess.Start(script, command[0], command[1..]);
    }

    /// <summary>Every file that is not as on the machine beneath, with when it was last touched: two equal lists mean that nothing was written.</summary>
    public Task<string> Changes() => Do("find /changes -printf '%P %C@ %m %u:%g %s\\n' | sort");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // The first process of a PID namespace takes all others along, and is gone when they are.
        if (_inside.Length > 0)
        {
            await Sh($"kill -9 {_inside}");
            await Wait.Until("the machine is off", Wait.Patience, () => !_process!.IsRunning);
        }
        if (_process is not null) await _process.DisposeAsync();
        await Sh($"find /sys/fs/cgroup -depth -type d -path '*/{Cgroup}*' -exec rmdir {{}} + 2>/dev/null || true");
        _folder.Delete(recursive: true);
    }

    private static async Task Sh(string script)
    {
        string[] command = [.. AsRoot, "sh", "-c", script];
        await Command.Run(Patience, null, command[0], command[1..]);
    }

    private static string ChildOf(int process) => File.ReadAllText($"/proc/{process}/task/{process}/children").Trim();

    private string[] InIt(string script, bool timed = true) =>
    [
        .. AsRoot, "nsenter", "--target", _inside, "--mount", "--net", "--pid", "--uts", "--ipc", "env", "-i", $"PATH={Path}", "HOME=/root", "LANG=C.UTF-8",
        .. timed ? new[] { "timeout", "--signal=KILL", $"{Patience.TotalSeconds}" } : ["setpriv", "--pdeathsig", "KILL"], "bash", "-c", script,
    ];
}

using System.Runtime.InteropServices;
using Sothebais.Benchmarks;
using Sothebais.Benchmarks.House;

// serve: a house under test, in a process of its own. Otherwise: the driver, which starts such houses and measures them.
if (args is ["serve", .. var rest])
{
    await ServedHouse.Serve(rest);
    return 0;
}
using var stopping = new CancellationTokenSource();
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
return await Driver.Run(DriverOptions.Read(args), stopping.Token);

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true; // what was started is stopped on the way out
    stopping.Cancel();
}

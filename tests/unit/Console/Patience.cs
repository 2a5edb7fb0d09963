using System.Runtime.CompilerServices;
using Bunit;

namespace Sothebais.Tests.Unit.Console;

/// <summary>How long a component's test waits for what must come to pass: it costs nothing where it comes, and a machine may be busy with something else.</summary>
internal static class Patience
{
    [ModuleInitializer]
    internal static void Have() => BunitContext.DefaultWaitTimeout = TimeSpan.FromMinutes(1);
}

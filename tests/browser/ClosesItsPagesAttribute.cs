using System.Reflection;
using Xunit;
using Xunit.v3;

namespace Sothebais.Tests.Browser;

/// <summary>A test's pages are closed at its end, however it ends.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class ClosesItsPagesAttribute : BeforeAfterTestAttribute
{
    /// <inheritdoc/>
    // It cannot be waited for here: Playwright answers on the thread that would wait. The next test need not wait for it either.
    public override void After(MethodInfo methodUnderTest, IXunitTest test) => _ = Close(test.UniqueID);

    private static async Task Close(string test)
    {
        if (await TestContext.Current.GetFixture(typeof(Studio)) is Studio studio) await studio.Close(test);
    }
}

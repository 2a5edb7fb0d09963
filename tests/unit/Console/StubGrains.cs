using System.Reflection;

namespace Sothebais.Tests.Unit.Console;

/// <summary>A cluster whose grains answer as the test says: by the method's name. What the test has not said fails as a cluster does that does not answer.</summary>
public class StubGrains : DispatchProxy
{
    private Dictionary<string, Func<object>> _answers = [];

    /// <summary>Makes one.</summary>
    /// <param name="answers">The results, by method.</param>
    public static IGrainFactory Answering(Dictionary<string, Func<object>> answers)
    {
        var factory = Create<IGrainFactory, StubGrains>();
        ((StubGrains)(object)factory)._answers = answers;
        return factory;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name == nameof(IGrainFactory.GetGrain))
        {
            var grain = typeof(DispatchProxy).GetMethods().Single(m => m is { Name: nameof(Create), IsGenericMethod: true }).MakeGenericMethod(targetMethod.ReturnType, typeof(StubGrains)).Invoke(null, null)!;
            ((StubGrains)grain)._answers = _answers;
            return grain;
        }
        var result = targetMethod.ReturnType.GetGenericArguments()[0];
        if (_answers.TryGetValue(targetMethod.Name, out var answer))
            return typeof(Task).GetMethod(nameof(Task.FromResult))!.MakeGenericMethod(result).Invoke(null, [answer()]);
        return typeof(Task).GetMethods().Single(m => m is { Name: nameof(Task.FromException), IsGenericMethod: true }).MakeGenericMethod(result).Invoke(null, [new TimeoutException("The test's cluster does not answer.")]);
    }
}

using System.Reflection;
using System.Runtime.CompilerServices;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Proof;
using Sothebais.Grains.Auctions;
using Sothebais.Grains.Auctions.Audit;
using Sothebais.Grains.Bidders;
using Sothebais.Grains.Sales;
using Sothebais.Grains.Streams;
using Sothebais.Grains.Webhooks;

namespace Sothebais.Tests.Unit.Architecture;

/// <summary>
/// A rule is a function: state, command and instant in, verdict out. So whatever it can come to call computes and does nothing else: no clock, grain, task, file, line or chance. What
/// is pure is listed, and what is not in the list is not: a new dependency is looked at once.
/// </summary>
public sealed class PurityTests
{
    private static readonly string[] Computing =
    [
        "System", "System.Buffers", "System.Buffers.Binary", "System.Buffers.Text", "System.Collections", "System.Collections.Frozen", "System.Collections.Generic", "System.Collections.Immutable", "System.Collections.ObjectModel",
        "System.Globalization", "System.Linq", "System.Numerics", "System.Runtime.CompilerServices", "System.Runtime.InteropServices",
        "System.Security.Cryptography", "System.Text", "System.Text.Json", "System.Text.Json.Serialization",
    ];

    // Of System itself, which holds everything.
    private static readonly HashSet<string> Doing = new(StringComparer.Ordinal) { "Activator", "AppContext", "AppDomain", "Console", "Environment", "GC", "Random", "RandomNumberGenerator", "TimeProvider" };

    private static readonly HashSet<string> Clocks = new(StringComparer.Ordinal) { "get_Now", "get_UtcNow", "get_Today", "NewGuid", "CreateVersion7", "get_Local" };

    public static TheoryData<string> Rules => [.. Found().Select(t => t.FullName!)];

    [Theory, MemberData(nameof(Rules))]
    public void A_rule_touches_no_clock_grain_task_or_line(string rule) =>
        // The windows of a sale are in a zone's local time, which NodaTime knows; its clock is not asked.
        Assert.Empty(Impure([typeof(AuctionRules).Assembly.GetType(rule)!], "NodaTime", "NodaTime.Text", "NodaTime.TimeZones"));

    [Fact]
    public void The_rules_that_matter_are_among_them() => Assert.Superset(
        new HashSet<Type>
        {
            typeof(AuctionRules), typeof(EnglishRules), typeof(DutchRules), typeof(SealedRules), typeof(IncrementRules), typeof(SoftCloseRule), typeof(GraceRule), typeof(UndoRule), typeof(ExposureRules),
            typeof(Auction), typeof(EnglishRecount), typeof(DutchRecount), typeof(SealedRecount), typeof(BidderRules), typeof(SaleRules), typeof(StreamRules), typeof(WebhookRules),
        },
        Found().ToHashSet());

    [Fact]
    public void A_contract_does_nothing_by_itself() => Assert.Empty(Impure(
        typeof(AuctionEvent).Assembly.GetTypes().Where(t => t is { IsInterface: false, IsNested: false } && t.Namespace?.StartsWith("Sothebais.", StringComparison.Ordinal) == true)
            // How an export is checked is part of what it promises: the house and whoever doubts it read it with the same code, from a stream that they give.
            .Where(t => t != typeof(ExportChain))));

    [Fact]
    public void A_clock_a_task_a_grain_or_a_file_would_be_found() => Assert.Equal(
        ["DateTimeOffset.get_UtcNow", "File.Exists", "IGrainFactory.GetGrain", "Task.Delay"],
        Impure([typeof(Impurities)]).Select(i => i.Split(" calls ")[1]).Intersect(["DateTimeOffset.get_UtcNow", "File.Exists", "IGrainFactory.GetGrain", "Task.Delay"]).Order(StringComparer.Ordinal));

    /// <summary>What is named a rule, how a format or its recount works, and the states that events fold into.</summary>
    private static IEnumerable<Type> Found() => typeof(AuctionRules).Assembly.GetTypes().Where(t =>
        t is { IsInterface: false, IsNested: false } && (t.Name.EndsWith("Rule", StringComparison.Ordinal) || t.Name.EndsWith("Rules", StringComparison.Ordinal)
            || typeof(IFormat).IsAssignableFrom(t) || typeof(IPriceRecount).IsAssignableFrom(t)
            || t == typeof(Auction) || t == typeof(Sale) || t == typeof(Composition) || t == typeof(BidderAccount) || t == typeof(Webhook)))
        .OrderBy(t => t.FullName, StringComparer.Ordinal);

    private static IEnumerable<string> Impure(IEnumerable<Type> types, params string[] also) =>
        Reach.From(types).Where(r => !IsPure(r.Member, also)).Select(r => $"{r.By.DeclaringType!.Name}.{r.By.Name} calls {(r.Member is Type t ? t.Name : $"{r.Member.DeclaringType!.Name}.{r.Member.Name}")}").Distinct();

    private static bool IsPure(MemberInfo member, string[] also)
    {
        var type = member as Type ?? member.DeclaringType!;
        while (type.HasElementType) type = type.GetElementType()!;
        // What the compiler writes: an iterator asks on which thread it is begun, and a message names a type.
        if (type.IsGenericParameter || (type.Name, member.Name) is (nameof(Environment), "get_CurrentManagedThreadId") or (nameof(MemberInfo), "get_Name")) return true;
        if (!Computing.Contains(type.Namespace) && !also.Contains(type.Namespace) || Doing.Contains(type.Name) || Clocks.Contains(member.Name)) return false;
        return type.Namespace != typeof(AsyncTaskMethodBuilder).Namespace || !type.Name.StartsWith("Async", StringComparison.Ordinal) && !type.Name.StartsWith("Task", StringComparison.Ordinal);
    }

    private static class Impurities
    {
        public static DateTimeOffset Now() => DateTimeOffset.UtcNow;

        public static Func<bool> Reads() => () => File.Exists("x");

        public static async Task Waits() => await Task.Delay(1);

        public static object Calls(IGrainFactory grains) => grains.GetGrain<IAuctionGrain>("x");
    }
}

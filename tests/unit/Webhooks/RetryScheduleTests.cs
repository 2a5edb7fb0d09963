using System.Net.Http.Headers;
using Sothebais.Gateways.EventHandler.Webhooks;

namespace Sothebais.Tests.Unit.Webhooks;

public sealed class RetryScheduleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly IReadOnlyList<TimeSpan> Standard = new WebhookOptions().Waits;

    [Fact]
    public void The_schedule_is_that_of_Standard_Webhooks()
    {
        int[] seconds = [0, 5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600];
        Assert.Equal(seconds, Standard.Select(w => (int)w.TotalSeconds));
        for (var tries = 1; tries < seconds.Length; tries++) Assert.Equal(seconds[tries], RetrySchedule.After(Standard, tries, null, random: 0)!.Value.TotalSeconds);
        Assert.Null(RetrySchedule.After(Standard, seconds.Length, null, random: 0));
    }

    [Theory, InlineData(0, 5), InlineData(0.5, 5.25), InlineData(1, 5.5)]
    public void Jitter_makes_a_wait_longer_by_a_tenth_at_most_and_never_shorter(double random, double seconds) =>
        Assert.Equal(seconds, RetrySchedule.After(Standard, 1, null, random)!.Value.TotalSeconds, 3);

    [Theory, InlineData(3, 5), InlineData(60, 60), InlineData(864_000, 86_400)]
    public void A_receiver_may_ask_for_a_longer_wait_up_to_a_day(int asked, double seconds) =>
        Assert.Equal(seconds, RetrySchedule.After(Standard, 1, TimeSpan.FromSeconds(asked), random: 0)!.Value.TotalSeconds, 3);

    [Fact]
    public void Asking_for_time_does_not_make_another_try() => Assert.Null(RetrySchedule.After(Standard, Standard.Count, TimeSpan.FromSeconds(60), random: 0));

    [Theory, InlineData("120", 120), InlineData("Mon, 23 Nov 2026 12:01:00 GMT", 60), InlineData("Mon, 23 Nov 2026 11:00:00 GMT", null)]
    public void Retry_After_is_seconds_or_a_date_to_come(string header, int? seconds) =>
        Assert.Equal(seconds, (int?)RetrySchedule.Read(RetryConditionHeaderValue.Parse(header), Noon)?.TotalSeconds);

    [Fact]
    public void Without_the_header_nothing_is_asked_for() => Assert.Null(RetrySchedule.Read(null, Noon));
}

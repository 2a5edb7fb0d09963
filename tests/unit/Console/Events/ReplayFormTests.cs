using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Sothebais.Gateways.Admin.Console.Events.Replays;
using Sothebais.Gateways.Admin.Console.Layout;
using Sothebais.Gateways.Admin.Console.Parts;

namespace Sothebais.Tests.Unit.Console.Events;

public sealed class ReplayFormTests : ConsoleContext
{
    private LocalTime Time => Services.GetRequiredService<LocalTime>();

    [Fact]
    public async Task A_stretch_of_time_is_the_persons_own()
    {
        JSInterop.Setup<string>("look.zone").SetResult("Europe/Berlin");
        await Time.Ask();
        var request = new ReplayForm { Webhook = "hook", Range = new() { From = "2026-11-27T13:00:00", To = "2026-11-27T14:30" }, After = "left over" }.Request(Time);
        Assert.Equal((new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero), new(2026, 11, 27, 13, 30, 0, TimeSpan.Zero), null), (request.From!.Value, request.To!.Value, request.After));
    }

    [Fact]
    public void Without_a_beginning_it_is_everything_that_is_kept() => Assert.Equal(("0", null), (new ReplayForm { Webhook = "hook" }.Request(Time).After, new ReplayForm { Webhook = "hook" }.Request(Time).From));

    [Fact]
    public void A_stretch_of_feed_ids_takes_no_time()
    {
        var request = new ReplayForm { Webhook = "hook", ByIds = true, After = " 7-0-0 ", Range = new() { From = "2026-11-27T13:00:00" } }.Request(Time);
        Assert.Equal(("7-0-0", null, null), (request.After, request.From, request.Until));
    }

    [Fact]
    public void What_is_missing_is_said_at_its_field()
    {
        var errors = new FormErrors();
        new ReplayForm { ByIds = true }.Check(errors, Time);
        Assert.True(errors.Has("webhook") && errors.Has("after"));
        errors.Clear();
        new ReplayForm { Webhook = "hook", Range = new() { From = "2026-11-27T13:00:00", To = "2026-11-27T12:00:00" } }.Check(errors, Time);
        Assert.True(errors.Has("to"));
    }
}

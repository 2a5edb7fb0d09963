using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using Sothebais.Gateways.Admin.Console.Work;

namespace Sothebais.Tests.Unit.Console.Work;

/// <summary>Where somebody finds what they have begun.</summary>
public sealed class WorkPageTests : ConsoleContext
{
    private readonly TaskCompletionSource<(string, object?)> _end = new();

    private WorkShelf Shelf => Services.GetRequiredService<WorkShelf>();

    private LongWork Begin(string title, string owner = "ada") => Shelf.Begin(owner, title, "/sales/autumn", async work =>
    {
        work.Tell("Half of it.", 0.5);
        return await _end.Task.WaitAsync(work.Stopping);
    })!;

    [Fact]
    public void What_one_has_begun_is_there_with_how_far_it_is_and_what_others_have_begun_is_not()
    {
        Begin("Mine");
        Begin("Theirs", "bob");
        var page = Render<WorkPage>();
        page.WaitForAssertion(() => Assert.Equal("0.5", page.Find("progress").GetAttribute("value")));
        Assert.Contains("Half of it.", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Theirs", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_end_and_what_it_brought_show_by_themselves()
    {
        Begin("Import");
        var page = Render<WorkPage>();
        _end.SetResult(("All is there.", new PageToSee("/sales/autumn", "To the sale")));
        page.WaitForAssertion(() => Assert.Equal("done", page.Find(".standing").TextContent));
        Assert.Equal("/sales/autumn", page.Find("a[href='/sales/autumn']").GetAttribute("href"));
        Assert.Empty(page.FindAll("progress"));
    }

    [Fact]
    public void A_work_is_stopped_after_a_question_that_names_it()
    {
        var dialogs = Render<MudDialogProvider>();
        var work = Begin("Import of lots");
        var page = Render<WorkPage>();
        page.WaitForAssertion(() => Assert.Equal("0.5", page.Find("progress").GetAttribute("value")));
        page.FindAll("button").Single(b => b.TextContent == "Stop").Click();
        dialogs.WaitForAssertion(() => Assert.Equal("Stop “Import of lots”?", dialogs.Find("h2").TextContent));
        Assert.Equal(WorkStatus.Running, work.Status);
        dialogs.FindAll("button").Single(b => b.TextContent == "Stop it").Click();
        page.WaitForAssertion(() => Assert.Equal("stopped", page.Find(".standing").TextContent));
    }

    [Fact]
    public async Task Works_are_searched()
    {
        Begin("Import of lots");
        Begin("Results as CSV");
        var page = Render<WorkPage>();
        page.Find("input[name=q]").Input("csv");
        await page.InvokeAsync(() => Clock.Advance(TimeSpan.FromSeconds(1))); // after the page has begun to wait
        page.WaitForAssertion(() => Assert.Equal("Results as CSV", Assert.Single(page.FindAll("article h2")).TextContent));
    }

    [Fact]
    public void Every_page_says_that_something_is_running_for_as_long_as_it_is()
    {
        var bar = Render<WorkIndicator>();
        Assert.Empty(bar.FindAll("a"));
        Begin("Import");
        bar.WaitForAssertion(() => Assert.Equal("1 at work", bar.Find("a").TextContent));
        _end.SetResult(("", null));
        bar.WaitForAssertion(() => Assert.Empty(bar.FindAll("a")));
    }

    [Fact]
    public void A_long_report_is_read_a_page_at_a_time()
    {
        var table = Render<RowReportTable>(p => p.Add(t => t.Of, new RowReport("Bad.", [.. Enumerable.Range(1, 60).Select(n => new BadRow(n, "name", $"Wrong {n}"))])));
        Assert.Equal(25, table.FindAll("tbody tr").Count);
        table.FindAll("button").Single(b => b.TextContent == "Next").Click();
        Assert.Equal("26", table.Find("tbody td").TextContent);
    }
}

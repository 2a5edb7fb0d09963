using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Sothebais.Gateways.Admin.Console.Api;
using Sothebais.Gateways.Admin.Console.Sales;
using Sothebais.Gateways.Admin.Console.Work;
using Sothebais.Gateways.Defaults.Sales;
using Sothebais.GrainInterfaces.Sales;

namespace Sothebais.Tests.Unit.Console.Sales;

/// <summary>An import, as the console sends and follows it.</summary>
public sealed class SaleImportTests : ConsoleContext
{
    private static readonly PublicSale Sale = SomeSale.With(SaleStatus.Draft);
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private LongWork Begin()
    {
        var shelf = Services.GetRequiredService<WorkShelf>();
        return shelf.Begin("ada", "Import", null, new SaleImport(Services.GetRequiredService<HouseApi>(), Clock, Sale, "name\nOne\n"u8.ToArray(), csv: true).Run)!;
    }

    private async Task<LongWork> Ended(LongWork work)
    {
        while (work.Status == WorkStatus.Running)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Yield();
            Stop.ThrowIfCancellationRequested();
        }
        return work;
    }

    [Fact]
    public async Task The_houses_report_of_bad_rows_is_kept_as_a_table()
    {
        House.Refuses("POST /sales/autumn/import", 422, "invalid-import", "The import cannot be carried out as it stands.", new JsonObject
        {
            ["rows[12].openingBid"] = new JsonArray("An amount is a decimal string.", "Really."),
            ["rows[3]"] = new JsonArray("It has 2 cells, and the header 3."),
        });
        var work = await Ended(Begin());
        Assert.Equal(WorkStatus.Failed, work.Status);
        Assert.Equal(
            [new BadRow(3, "", "It has 2 cells, and the header 3."), new BadRow(12, "openingBid", "An amount is a decimal string."), new BadRow(12, "openingBid", "Really.")],
            Assert.IsType<RowReport>(work.Result).Rows);
    }

    [Fact]
    public async Task An_import_that_the_house_is_still_at_is_followed_to_its_end()
    {
        House.Answers("POST /sales/autumn/import", (Sale with { Importing = 4 }).Json(), 202);
        House.Answers("GET /sales/autumn", _ => new HttpResponseMessage(HttpStatusCode.OK) { Content = JsonContent.Create((Sale with { LotCount = 4 }).Json()) });
        var work = await Ended(Begin());
        Assert.Equal((WorkStatus.Done, "4 lots are in the sale."), (work.Status, work.Says));
        Assert.Equal(new PageToSee("/sales/autumn", "To the sale"), work.Result);
        Assert.Equal("text/csv", Assert.Single(House.Heard, h => h.Method == "POST") is var sent && sent.Body == "name\nOne\n" ? "text/csv" : sent.Body);
    }

    [Theory, InlineData(0, true), InlineData(1, false)]
    public async Task One_that_is_stopped_says_whether_that_was_in_time(int lotsThere, bool inTime)
    {
        LongWork? work = null;
        var asked = new TaskCompletionSource();
        House.Answers("GET /sales/autumn", (Sale with { LotCount = lotsThere }).Json());
        House.Answers("POST /sales/autumn/import", _ =>
        {
            asked.Task.Wait(Stop); // until the test knows the work
            work!.Cancel();
            throw new OperationCanceledException(work.Stopping);
        });
        work = Begin();
        asked.SetResult();
        Assert.Equal(inTime ? WorkStatus.Cancelled : WorkStatus.Done, (await Ended(work)).Status);
    }

    [Fact]
    public void What_the_house_has_cannot_be_stopped_any_more()
    {
        var begun = new TaskCompletionSource();
        var work = Services.GetRequiredService<WorkShelf>().Begin("ada", "Import", null, async w =>
        {
            w.PassPointOfNoReturn();
            await begun.Task;
            return ("", null);
        })!;
        SpinWait.SpinUntil(() => !work.CanStop);
        work.Cancel();
        Assert.False(work.Stopping.IsCancellationRequested);
        begun.SetResult();
    }

    [Theory]
    [InlineData(true, "\ufeffname;description\r\nOne;\"Two\nlines; and \"\"quotes\"\"\"\r\n\r\nThree;\r\n", "name description", "One|Two\nlines; and \"quotes\" / Three|", 2)]
    [InlineData(false, """[{"name":"One","attributes":[1]},{"name":"Two","reserve":"5"}]""", "name attributes reserve", "One|[1]| / Two||5", 2)]
    public void The_first_rows_of_a_file_are_shown_before_it_is_sent(bool csv, string file, string columns, string rows, int count)
    {
        var preview = ImportPreview.Read(Encoding.UTF8.GetBytes(file), csv);
        Assert.Equal((columns, rows, count, null), (string.Join(' ', preview.Columns), string.Join(" / ", preview.Rows.Select(r => string.Join('|', r))), preview.Count, preview.Wrong));
    }

    [Theory]
    [InlineData(true, "")]
    [InlineData(true, "name,description\n")]
    [InlineData(false, "[]")]
    [InlineData(false, "{}")]
    [InlineData(false, "name,description")]
    public void A_file_without_rows_says_so_before_it_is_sent(bool csv, string file) => Assert.NotNull(ImportPreview.Read(Encoding.UTF8.GetBytes(file), csv).Wrong);

    [Fact]
    public void Of_a_long_file_the_first_rows_are_shown_and_all_counted()
    {
        var preview = ImportPreview.Read(Encoding.UTF8.GetBytes("name\n" + string.Concat(Enumerable.Range(1, 900).Select(n => $"Lot {n}\n"))), csv: true);
        Assert.Equal((5, 900), (preview.Rows.Count, preview.Count));
    }
}

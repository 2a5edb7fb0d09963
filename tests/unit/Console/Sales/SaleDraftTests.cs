using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Sothebais.Gateways.Admin.Console.Layout;
using Sothebais.Gateways.Admin.Console.Parts;
using Sothebais.Gateways.Admin.Console.Sales;
using Sothebais.Gateways.Defaults.Auctions;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.Gateways.Defaults.Sales;
using Sothebais.GrainInterfaces.Sales;

namespace Sothebais.Tests.Unit.Console.Sales;

/// <summary>A sale's form: what was typed, and what is asked of the house.</summary>
public sealed class SaleDraftTests : ConsoleContext
{
    private readonly FormErrors _errors = new();

    private LocalTime Time => Services.GetRequiredService<LocalTime>();

    private string Read(SaleDraft form) => JsonSerializer.Serialize(form.Read(Time, _errors), new JsonSerializerOptions(StrictJson.Options) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull });

    [Theory]
    [InlineData("auctioneer", """{"title":"Autumn","mode":"auctioneer","currency":"ETH"}""")]
    [InlineData("automatic", """{"title":"Autumn","mode":"automatic","currency":"ETH","gap":"PT5S"}""")]
    [InlineData("timed", """{"title":"Autumn","mode":"timed","currency":"ETH","stagger":"PT2M","duration":"P1D"}""")]
    public void Only_what_the_mode_has_is_asked_for(string mode, string asked)
    {
        Assert.Equal(asked, Read(new SaleDraft { Title = " Autumn ", Mode = mode, Gap = "5 s", Stagger = "2 min", Duration = "1 day" }));
        Assert.True(_errors.IsEmpty);
    }

    [Fact]
    public void What_cannot_be_read_is_said_at_its_field()
    {
        Read(new SaleDraft { Title = "Autumn", Mode = "timed", Stagger = "soon", Duration = "a while" });
        Assert.Equal((Spans.Wrong, Spans.Wrong), (_errors["stagger"], _errors["duration"]));
    }

    [Fact]
    public void A_sale_read_into_the_form_and_back_changes_nothing()
    {
        var sale = SomeSale.With(SaleStatus.Draft) with
        {
            Mode = SaleMode.Timed,
            Windows = new PublicWindows("2026-12-01", 20, "18:00", "20:00:30", "Europe/Berlin"),
            StartsAt = new DateTimeOffset(2026, 12, 1, 17, 30, 0, TimeSpan.Zero),
            LotDefaults = new LotTerms { Format = "english", OpeningBid = "0.1", Reserve = "1", Increments = new PublicIncrements(BasisPoints: 1_250), Duration = TimeSpan.FromMinutes(10), Extension = new PublicExtension(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(90), 3), Bidders = "approved" },
        };
        var before = SaleDraft.Of(sale, Time).Read(Time, _errors);
        Assert.Equal((sale.Windows, sale.StartsAt, sale.LotDefaults), (before.Windows, before.StartsAt, before.LotDefaults));
        Assert.Empty(SaleDraft.Changes(before, SaleDraft.Of(sale, Time).Read(Time, _errors)));
        Assert.True(_errors.IsEmpty);
    }

    [Fact]
    public void Only_what_was_changed_is_sent_and_what_was_emptied_goes()
    {
        var before = new CreateSaleRequest { Title = "Autumn", Currency = "ETH", LotDefaults = new LotTerms { OpeningBid = "1", Reserve = "5", Increments = new PublicIncrements(BasisPoints: 500) } };
        var after = before with { Title = "Late autumn", LotDefaults = new LotTerms { OpeningBid = "1", Increments = new PublicIncrements(Fixed: "0.5") } };
        Assert.Equal("""{"title":"Late autumn","lotDefaults":{"reserve":null,"increments":{"fixed":"0.5"}}}""", SaleDraft.Changes(before, after).ToJsonString());
        Assert.Equal("""{"lotDefaults":null}""", SaleDraft.Changes(before, before with { LotDefaults = null }).ToJsonString());
    }

    [Fact]
    public void The_next_windows_are_shown_as_the_house_reckons_them()
    {
        var windows = new WindowsDraft { From = "2026-10-24", Days = "5", Start = "22:00", End = "02:30", Zone = "Europe/Berlin" };
        var next = windows.Next(new DateTimeOffset(2026, 10, 25, 0, 0, 0, TimeSpan.Zero), 2);
        // The clocks go back in the night of the first: its end comes twice, and the first time counts.
        Assert.Equal([new DateTimeOffset(2026, 10, 24, 20, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 10, 25, 21, 0, 0, TimeSpan.Zero)], next.Select(w => w.Start));
        Assert.Equal(new DateTimeOffset(2026, 10, 25, 0, 30, 0, TimeSpan.Zero), next[0].End);
        Assert.Empty(new WindowsDraft { From = "2026-10-24", Zone = "Atlantis/Capital" }.Next(default));
    }
}

namespace Sothebais.Benchmarks;

/// <summary>How long and how much is measured. Rounds of the house and of its ceiling alternate, so that whatever else the machine does meets both.</summary>
internal sealed record Plan
{
    private static readonly string[] Usual = ["one auction", "many auctions", "viewers", "full house", "activation", "crowd", "memory", "closings", "long feed"];

    /// <summary>For figures to publish: about ten minutes.</summary>
    public static readonly Plan Full = new()
    {
        WarmUp = TimeSpan.FromSeconds(15),
        Round = TimeSpan.FromSeconds(4),
        Rounds = 3,
        DeliveryRound = TimeSpan.FromSeconds(6),
        DeliveryRounds = 3,
        LongLog = 1_000_000,
        Activations = 9,
        Crowds = 60,
        OpenAuctions = 10_000,
        FullHouse = 5_000,
        LongFeed = 1_000_000,
        Catalogue = 100_000,
        EveningLots = 50,
    };

    /// <summary>How far it goes on one machine: what takes long to fill, and a whole evening. About 25 minutes.</summary>
    public static readonly Plan Scale = Full with
    {
        Measurements = ["full house", "gateways", "closings", "catalogue", "long feed", "evening"],
        FullHouse = 10_000,
        FullHouseRate = 5,
        LongFeed = 10_000_000,
        Catalogue = 1_000_000,
        EveningLots = 200,
    };

    /// <summary>For a look whether all of it works: a minute or two. Its figures are not to be published.</summary>
    public static readonly Plan Quick = new()
    {
        WarmUp = TimeSpan.FromSeconds(4),
        Round = TimeSpan.FromSeconds(1),
        Rounds = 2,
        DeliveryRound = TimeSpan.FromSeconds(2),
        DeliveryRounds = 1,
        LongLog = 100_000,
        Activations = 5,
        Crowds = 20,
        OpenAuctions = 2_000,
        FullHouse = 1_000,
        LongFeed = 100_000,
        Catalogue = 20_000,
        EveningLots = 10,
    };

    /// <summary>What is measured where nobody asks for one thing.</summary>
    public IReadOnlyList<string> Measurements { get; private init; } = Usual;

    /// <summary>How long everything runs before anything is measured.</summary>
    public required TimeSpan WarmUp { get; init; }

    /// <summary>How long one round of bids takes.</summary>
    public required TimeSpan Round { get; init; }

    /// <summary>How many rounds of bids each contestant gets.</summary>
    public required int Rounds { get; init; }

    /// <summary>How long one round of deliveries takes.</summary>
    public required TimeSpan DeliveryRound { get; init; }

    /// <summary>How many rounds of deliveries each contestant gets.</summary>
    public required int DeliveryRounds { get; init; }

    /// <summary>How many bids the long auction has.</summary>
    public required int LongLog { get; init; }

    /// <summary>How often each auction is activated.</summary>
    public required int Activations { get; init; }

    /// <summary>How many calls of bids are measured against a crowd of maxima.</summary>
    public required int Crowds { get; init; }

    /// <summary>How many auctions stand open for their memory to be measured.</summary>
    public required int OpenAuctions { get; init; }

    /// <summary>How many of the open auctions close in the same instant.</summary>
    public int ClosingAtOnce => OpenAuctions / 10;

    /// <summary>Connections that bid at the same time.</summary>
    public int Connections => 64;

    /// <summary>Auctions in the round robin.</summary>
    public int ManyAuctions => 1_000;

    /// <summary>Viewers in the full room.</summary>
    public int Viewers => 1_000;

    /// <summary>Viewers in the full house.</summary>
    public required int FullHouse { get; init; }

    /// <summary>Bids a second in the full house.</summary>
    public int FullHouseRate { get; private init; } = 20;

    /// <summary>How many auctions the long catalogue has.</summary>
    public required int Catalogue { get; init; }

    /// <summary>How many lots come up in an evening.</summary>
    public required int EveningLots { get; init; }

    /// <summary>How many events the long feed has.</summary>
    public required int LongFeed { get; init; }

    /// <summary>How many bids the short auction has.</summary>
    public int ShortLog => 1_000;
}

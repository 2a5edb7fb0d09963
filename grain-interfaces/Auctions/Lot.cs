namespace Sothebais.GrainInterfaces.Auctions;

/// <summary>What is sold, in the names of ERC-721 metadata (https://eips.ethereum.org/EIPS/eip-721).</summary>
/// <param name="Name">Its name, 1 to 200 characters.</param>
/// <param name="Description">What it is, up to 4,000 characters.</param>
/// <param name="Image">An http or https address of its picture; null is none.</param>
/// <param name="Token">The token on its chain; null where there is none yet.</param>
/// <param name="Attributes">Its traits, 100 at most.</param>
[GenerateSerializer, Immutable, Alias("sothebais.lot")]
public sealed record Lot(
    [property: Id(0)] string Name, [property: Id(1)] string? Description, [property: Id(2)] string? Image,
    [property: Id(3)] Token? Token, [property: Id(4)] LotAttribute[] Attributes);

/// <summary>Where a token lives.</summary>
/// <param name="ChainId">The chain's EIP-155 id.</param>
/// <param name="Contract">The contract's address.</param>
/// <param name="TokenId">The token's id in the contract, a decimal number of up to 78 digits.</param>
[GenerateSerializer, Immutable, Alias("sothebais.token")]
public sealed record Token([property: Id(0)] long ChainId, [property: Id(1)] string Contract, [property: Id(2)] string TokenId);

/// <summary>A trait of a lot.</summary>
/// <param name="TraitType">What the trait is about.</param>
/// <param name="Value">Its value, as text.</param>
[GenerateSerializer, Immutable, Alias("sothebais.lot-attribute")]
public sealed record LotAttribute([property: Id(0)] string TraitType, [property: Id(1)] string Value);

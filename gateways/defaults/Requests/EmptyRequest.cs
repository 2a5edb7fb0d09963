namespace Sothebais.Gateways.Defaults.Requests;

/// <summary>A request that says nothing more.</summary>
public sealed record EmptyRequest;

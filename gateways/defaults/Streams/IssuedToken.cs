namespace Sothebais.Gateways.Defaults.Streams;

/// <summary>An overlay token, told this once.</summary>
/// <param name="Token">The token.</param>
/// <param name="Overlay">The path of the overlay with the token in its fragment, which browsers do not send.</param>
public sealed record IssuedToken(string Token, string Overlay);

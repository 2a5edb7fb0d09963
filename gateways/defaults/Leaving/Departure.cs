namespace Sothebais.Gateways.Defaults.Leaving;

/// <summary>Whether this process is leaving.</summary>
/// <param name="application">The host's life.</param>
internal sealed class Departure(IHostApplicationLifetime application)
{
    private volatile bool _announced;

    /// <summary>Whether it is: announced, or under way.</summary>
    public bool Begun => _announced || application.ApplicationStopping.IsCancellationRequested;

    /// <summary>Says that it will.</summary>
    public void Announce() => _announced = true;
}

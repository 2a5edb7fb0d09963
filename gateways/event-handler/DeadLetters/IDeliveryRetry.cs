using Sothebais.GrainInterfaces.DeadLetters;

namespace Sothebais.Gateways.EventHandler.DeadLetters;

/// <summary>Delivers once more what could not be delivered to a webhook. While no service is registered, such letters can be looked at and discarded only.</summary>
internal interface IDeliveryRetry
{
    /// <summary>Tries once.</summary>
    /// <returns>Whether it is delivered; if not, why, as a stable code and in words.</returns>
    Task<(bool Delivered, string Reason, string? Detail)> Deliver(DeadLetter letter, CancellationToken stopping);
}

using Microsoft.AspNetCore.Routing.Matching;

namespace Sothebais.Gateways.Defaults.Ports;

/// <summary>Marks an endpoint with the one port on which it answers.</summary>
/// <param name="Port">The local TCP port.</param>
public sealed record OnPort(int Port);

/// <summary>Lets an endpoint answer only on its own port: by the connection's local port, which no header can forge.</summary>
/// <param name="ports">The service's ports; an endpoint without <see cref="OnPort"/> belongs to the main one.</param>
internal sealed class PortMatcherPolicy(ServicePorts ports) : MatcherPolicy, IEndpointSelectorPolicy
{
    public override int Order => -1000; // before the method is looked at: 404, and not 405, on a foreign port

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => true;

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        var local = httpContext.Connection.LocalPort;
        if (local == 0) return Task.CompletedTask; // no network below: a test server
        for (var i = 0; i < candidates.Count; i++)
            if (candidates.IsValidCandidate(i) && (candidates[i].Endpoint.Metadata.GetMetadata<OnPort>()?.Port ?? ports.Main) != local)
                candidates.SetValidity(i, false);
        return Task.CompletedTask;
    }
}

/// <summary>Puts endpoints on ports.</summary>
public static class PortEndpointExtensions
{
    /// <summary>Lets these endpoints answer on that port only.</summary>
    public static TBuilder OnPort<TBuilder>(this TBuilder endpoints, int port) where TBuilder : IEndpointConventionBuilder =>
        endpoints.WithMetadata(new OnPort(port));
}

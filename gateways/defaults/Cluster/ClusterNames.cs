namespace Sothebais.Gateways.Defaults.Cluster;

/// <summary>Under which names the cluster is known; one Redis database holds one house.</summary>
public static class ClusterNames
{
    /// <summary>The Orleans service id: whose grains and state they are.</summary>
    public const string Service = "sothebais";

    /// <summary>The Orleans cluster id.</summary>
    public const string Cluster = "sothebais";
}

namespace Sothebais.Tests.Infra.Broadcast;

/// <summary>Encoding pictures in time, and coming back in time, takes a machine that does nothing else.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class AloneOnAir : ICollectionFixture<OnAir>;

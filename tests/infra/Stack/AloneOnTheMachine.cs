namespace Sothebais.Tests.Infra.Stack;

/// <summary>A dozen containers under load take the whole machine: nothing else is tested beside them.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class AloneOnTheMachine : ICollectionFixture<StackHouse>;

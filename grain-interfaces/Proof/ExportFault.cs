namespace Sothebais.GrainInterfaces.Proof;

/// <summary>The first thing that is wrong with an export.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Sequence">The event's place in the log; null where the line is none.</param>
/// <param name="Why">What is wrong with it.</param>
public sealed record ExportFault(long Line, long? Sequence, string Why);

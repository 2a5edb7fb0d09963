namespace Sothebais.GrainInterfaces.Auctions;

/// <summary>The log did not confirm a commit: what was asked may or may not have happened. Asking again with the same key is safe and tells.</summary>
[GenerateSerializer, Alias("sothebais.outcome-unknown")]
public sealed class OutcomeUnknownException : Exception
{
    /// <summary>Makes one without a cause.</summary>
    public OutcomeUnknownException() : base("The outcome is unknown; retry with the same key.") { }

    /// <summary>Makes one with what went wrong.</summary>
    public OutcomeUnknownException(string message) : base(message) { }

    /// <summary>Makes one with what went wrong and its cause.</summary>
    public OutcomeUnknownException(string message, Exception inner) : base(message, inner) { }
}

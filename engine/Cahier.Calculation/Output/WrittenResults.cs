namespace Cahier.Calculation.Output;

/// <summary>What results were written.</summary>
/// <param name="Summary">What they come to, with their hash.</param>
/// <param name="Decisions">The hashes of the parts of decisions, one after the other; none where some were known before.</param>
/// <param name="Payments">The hashes of the parts of amounts of units.</param>
public sealed record WrittenResults(RunSummary Summary, ReadOnlyMemory<byte> Decisions, ReadOnlyMemory<byte> Payments);

/// <summary>How the hash of results is found.</summary>
public enum ResultForm
{
    /// <summary>Of each table as a whole, as of runs before there was another form.</summary>
    Whole,

    /// <summary>Of each table as the hash of the hashes of its parts.</summary>
    InParts,
}

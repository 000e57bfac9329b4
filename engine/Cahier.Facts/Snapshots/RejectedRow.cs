namespace Cahier.Facts.Snapshots;

/// <summary>What sort of mistake a rejected row has.</summary>
public enum RejectionKind
{
    /// <summary>A required value is empty.</summary>
    Missing,

    /// <summary>A value cannot be read.</summary>
    BadValue,

    /// <summary>Another row has the same key.</summary>
    SameKey,

    /// <summary>The row it leads to is not there.</summary>
    NoTarget,

    /// <summary>The row it leads to was rejected.</summary>
    TargetRejected,

    /// <summary>The line has not the columns of the header.</summary>
    Malformed,
}

/// <summary>A row that could not be taken, and why. The rest of the data is.</summary>
/// <param name="File">The file it stands in.</param>
/// <param name="Line">The line on which it begins, counted from 1.</param>
/// <param name="Entity">What it is a row of.</param>
/// <param name="Field">The column that is wrong; empty when it is the row as a whole.</param>
/// <param name="Reason">What is wrong, and what to write when that can be said.</param>
/// <param name="Value">What stands there, shortened.</param>
/// <param name="Kind">What sort of mistake it is.</param>
public sealed record RejectedRow(string File, int Line, string Entity, string Field, string Reason, string Value, RejectionKind Kind)
{
    private const int LongestValue = 60;

    internal static string Shorten(ReadOnlySpan<char> value) =>
        value.Length <= LongestValue ? value.ToString() : string.Concat(value[..LongestValue], "…");
}

/// <summary>Something about the data as a whole that stops loading: a file or a column that is missing, for example.</summary>
/// <param name="File">The file or folder.</param>
/// <param name="Line">The line, counted from 1; 0 when it is the file as a whole.</param>
/// <param name="Cause">What is wrong.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record LoadProblem(string File, int Line, string Cause, string Remedy)
{
    public override string ToString() => Line == 0
        ? $"{File}: {Cause}: {Remedy}"
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{File}:{Line}: {Cause}: {Remedy}");
}

namespace Cahier.Calculation.Compilation;

/// <summary>
/// The code of an expression would be too large to make: lists and functions are put in place where they are read, and
/// when each reads the one before twice, there is no end of it. The interpreter, which finds each once, takes its place.
/// </summary>
internal sealed class CodeTooLargeException : Exception
{
    /// <summary>How many lists and functions one expression may put in place.</summary>
    public const int MostCopies = 2_000;
}

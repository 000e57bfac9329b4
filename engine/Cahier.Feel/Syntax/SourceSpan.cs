namespace Cahier.Feel.Syntax;

/// <summary>A stretch of an expression's text, in characters from its start. <c>default</c> is the empty stretch at the start.</summary>
public readonly record struct SourceSpan(int Start, int Length)
{
    /// <summary>The first position after the stretch.</summary>
    public int End => Start + Length;

    /// <summary>The smallest stretch that holds both.</summary>
    public static SourceSpan Covering(SourceSpan first, SourceSpan last)
    {
        var start = Math.Min(first.Start, last.Start);
        return new SourceSpan(start, Math.Max(first.End, last.End) - start);
    }
}

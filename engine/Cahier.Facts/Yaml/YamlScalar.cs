using Cahier.Feel.Diagnostics;
using Cahier.Feel.Syntax;

namespace Cahier.Facts.Yaml;

/// <summary>How a value is written.</summary>
public enum YamlStyle
{
    Plain,
    SingleQuoted,
    DoubleQuoted,

    /// <summary>After <c>|</c>: line breaks are kept.</summary>
    Literal,

    /// <summary>After <c>&gt;</c>: lines are joined by spaces.</summary>
    Folded,
}

/// <summary>
/// A single value, as text. It can say where in the file each of its characters stands, through quotes, escapes and
/// folded lines, so that a mistake inside an expression is shown in its place.
/// </summary>
public sealed class YamlScalar : YamlNode
{
    private readonly SourceText source;
    private readonly int from;
    private readonly int to;
    private int[]? offsets;

    internal YamlScalar(SourceText source, string value, YamlStyle style, int from, int to)
        : base(source.At(from), source.At(to))
    {
        this.source = source;
        this.from = from;
        this.to = to;
        Value = value;
        Style = style;
    }

    public string Value { get; }

    public YamlStyle Style { get; }

    /// <summary>Whether nothing is said: no text at all, <c>null</c> or <c>~</c>, without quotes.</summary>
    public bool IsNull => Style == YamlStyle.Plain && (Value is "" or "null" or "~");

    public override string Kind => IsNull ? "no value" : "a single value";

    internal override int SignLength => End.Line == Start.Line ? Math.Max(1, End.Column - Start.Column) : Math.Max(1, source.Line(Start.Line).Length - Start.Column + 1);

    /// <summary>The place in the file of the character at an index of <see cref="Value"/>; its length gives the place after the last.</summary>
    public SourceLocation LocationOf(int index) => source.At(OffsetOf(index));

    /// <summary>The place in the file of a stretch of <see cref="Value"/>, and how many characters to underline on its first line.</summary>
    public (SourceLocation Location, int Length) Locate(SourceSpan span)
    {
        var start = OffsetOf(span.Start);
        var end = OffsetOf(Math.Max(span.Start, span.End - 1)) + 1;
        var location = source.At(start);
        var lineEnd = source.StartOf(location.Line) + source.Line(location.Line).Length;
        return (location, Math.Max(1, Math.Min(end, lineEnd) - start));
    }

    private int OffsetOf(int index)
    {
        offsets ??= ScalarOffsets.Find(source.Text, from, to, Style, Value);
        return offsets.Length == 0 ? from : offsets[Math.Clamp(index, 0, offsets.Length - 1)];
    }
}

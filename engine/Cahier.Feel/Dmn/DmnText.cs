using System.Globalization;
using Cahier.Feel.Diagnostics;
using Cahier.Feel.Syntax;

namespace Cahier.Feel.Dmn;

/// <summary>
/// A text inside an XML file, such as an expression or a cell, with its place, so that a mistake inside it is shown there:
/// <c>&amp;lt;</c> is one character of the text and four of the file.
/// </summary>
public sealed class DmnText
{
    private readonly SourceText source;
    private readonly int offset;

    internal DmnText(string value, SourceText source, int offset)
    {
        Value = value;
        this.source = source;
        this.offset = offset;
    }

    public string Value { get; }

    public SourceLocation Location => source.At(Skip(offset));

    /// <summary>Where a part of the text stands in the file, and how many characters long it is there.</summary>
    public (SourceLocation Location, int Length) Locate(SourceSpan span)
    {
        var start = OffsetOf(span.Start);
        return (source.At(start), Math.Max(1, OffsetOf(span.Start + span.Length) - start));
    }

    public override string ToString() => Value;

    private int OffsetOf(int position)
    {
        var at = Skip(offset);
        for (var i = 0; i < position && at < source.Text.Length; i++)
        {
            var length = LengthAt(at);
            i += length > 1 && IsPair(at, length) ? 1 : 0;
            at = Skip(at + length);
        }

        return Math.Min(at, source.Text.Length);
    }

    // Marks that are in the file and not in the text.
    private int Skip(int at)
    {
        var text = source.Text;
        while (at < text.Length)
        {
            var rest = text.AsSpan(at);
            if (rest.StartsWith("<![CDATA["))
            {
                at += 9;
            }
            else if (rest.StartsWith("]]>"))
            {
                at += 3;
            }
            else if (rest.StartsWith("<!--") && rest.IndexOf("-->") is var end and >= 0)
            {
                at += end + 3;
            }
            else
            {
                break;
            }
        }

        return at;
    }

    private int LengthAt(int at)
    {
        var rest = source.Text.AsSpan(at);
        return rest.StartsWith("\r\n") ? 2
            : rest[0] == '&' && rest.IndexOf(';') is var end and > 0 ? end + 1
            : 1;
    }

    // A character beyond the first 65 536 is two in a text of ours.
    private bool IsPair(int at, int length)
    {
        var mark = source.Text.AsSpan(at, length);
        if (!mark.StartsWith("&#"))
        {
            return false;
        }

        var digits = mark[2..^1];
        return digits is ['x', .. var hex]
            ? int.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && code > 0xFFFF
            : int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out code) && code > 0xFFFF;
    }
}

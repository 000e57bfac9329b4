using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Cahier.Feel.Checking;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Storage.Mappings;

/// <summary>A column of a table of the source, and how its texts are read.</summary>
internal sealed record SourceColumn
{
    private const int LongestNumber = 64;

    private static readonly NullValue Missing = NullValue.Instance;

    public required string Name { get; init; }

    /// <summary>Its name in the file; null for one that the name of the file gives.</summary>
    public required string? Header { get; init; }

    public required FeelType Type { get; init; }

    public DateFormat Format { get; init; } = DateFormat.Standard;

    public char DecimalSign { get; init; } = '.';

    /// <summary>Texts that say that nothing is known.</summary>
    public ImmutableArray<string> Nothing { get; init; } = [];

    /// <summary>What an empty field says.</summary>
    public FeelValue? WhenEmpty { get; init; }

    public bool IsRequired { get; init; }

    /// <summary>Whether files may be without it.</summary>
    public bool IsOptional { get; init; }

    public TypeFact Fact => new(Type, !IsRequired && WhenEmpty is null);

    /// <summary>Whether a text of the file is a text of the field as it stands.</summary>
    public bool IsPlain => Type is TextType && WhenEmpty is null && !IsRequired && Nothing.IsEmpty;

    /// <summary>Reads a text; says why it cannot be read.</summary>
    public bool TryRead(ReadOnlySpan<char> text, [NotNullWhen(true)] out FeelValue? value, [NotNullWhen(false)] out string? reason)
    {
        reason = null;
        if (text.IsEmpty || IsNothing(text))
        {
            value = WhenEmpty ?? (IsRequired ? null : Missing);
            reason = value is null ? $"{Name} is empty" : null;
            return value is not null;
        }

        value = Type switch
        {
            NumberType => Number(text),
            DateType => Format.TryRead(text, out var date) ? new DateValue(date) : null,
            _ => new TextValue(text.ToString()),
        };
        reason = value is not null ? null : Type is DateType ? $"{Name} is no date written {Format}" : $"{Name} is no number with the decimal sign ‘{DecimalSign}’";
        return value is not null;
    }

    private bool IsNothing(ReadOnlySpan<char> text)
    {
        foreach (var nothing in Nothing)
        {
            if (text.SequenceEqual(nothing))
            {
                return true;
            }
        }

        return false;
    }

    private NumberValue? Number(ReadOnlySpan<char> text)
    {
        const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (DecimalSign == '.' || !text.Contains(DecimalSign))
        {
            return decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out var number) ? new NumberValue(number) : null;
        }

        Span<char> pointed = stackalloc char[LongestNumber];
        if (text.Length > LongestNumber || text.Contains('.'))
        {
            return null;
        }

        text.Replace(pointed, DecimalSign, '.');
        return decimal.TryParse(pointed[..text.Length], Plain, CultureInfo.InvariantCulture, out var read) ? new NumberValue(read) : null;
    }
}

/// <summary>A column as a name of expressions.</summary>
/// <param name="part">The part of the row that it belongs to: 0 is the table itself, then the joined ones.</param>
/// <param name="place">Its place in its table.</param>
/// <param name="column">The column.</param>
/// <param name="mayBeNone">Whether its table may have no row that answers.</param>
internal sealed class ColumnSymbol(int part, int place, SourceColumn column, bool mayBeNone) : GlobalSymbol(column.Name, column.Fact.OrMissing(mayBeNone))
{
    public int Part { get; } = part;

    public int Place { get; } = place;

    public SourceColumn Column { get; } = column;
}

/// <summary>All rows of a joined table that answer, as a name of expressions: contexts of its columns.</summary>
internal sealed class ListSymbol(string name, int part, ImmutableArray<SourceColumn> columns)
    : GlobalSymbol(name, TypeFact.Present(new ListType(new ContextType([.. columns.Select(c => KeyValuePair.Create(c.Name, c.Fact))]), ItemsMayBeMissing: false)))
{
    public int Part { get; } = part;
}

using System.Collections.Immutable;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Values;

namespace Cahier.Facts.Columns;

/// <summary>Texts and codes, as numbers in a dictionary of those that occur. The dictionary stands in the order of the language, so that comparing numbers compares texts.</summary>
public sealed class TextColumn : Column
{
    private readonly int[] codes;

    internal TextColumn(int[] codes, ImmutableArray<string> dictionary, ulong[]? missing)
        : base(codes.Length, missing)
    {
        this.codes = codes;
        Dictionary = dictionary;
    }

    /// <summary>The texts that occur, each once, by Unicode code points.</summary>
    public ImmutableArray<string> Dictionary { get; }

    /// <summary>The place of the row's text in <see cref="Dictionary"/>, -1 when it is missing.</summary>
    public int Code(int row) => codes[row];

    /// <summary>The places of the texts of some rows, as <see cref="Code"/> gives them.</summary>
    public ReadOnlySpan<int> Codes(int from, int count) => codes.AsSpan(from, count);

    /// <summary>The row's text, or null when it is missing.</summary>
    public string? Read(int row) => codes[row] < 0 ? null : Dictionary[codes[row]];

    /// <summary>The place of a text in <see cref="Dictionary"/>, or -1 when it does not occur.</summary>
    public int CodeOf(string text)
    {
        var (low, high) = (0, Dictionary.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            switch (TextOrder.Compare(Dictionary[middle], text))
            {
                case 0: return middle;
                case < 0: low = middle + 1; break;
                default: high = middle - 1; break;
            }
        }

        return -1;
    }

    internal override FeelValue? ToValue(int row) => codes[row] < 0 ? null : new TextValue(Dictionary[codes[row]]);

    private protected override void AddValues(ContentHash hash)
    {
        hash.Add(Dictionary.Length);
        foreach (var text in Dictionary)
        {
            hash.Add(text);
        }

        hash.Add(codes);
    }
}

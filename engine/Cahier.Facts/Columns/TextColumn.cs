using System.Collections.Immutable;
using Cahier.Facts.Patches;
using Cahier.Facts.Saved;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Values;

namespace Cahier.Facts.Columns;

/// <summary>Texts and codes, as numbers in a dictionary of those that occur. The dictionary stands in the order of the language, so that comparing numbers compares texts.</summary>
public sealed class TextColumn : Column
{
    private readonly Values<int> codes;

    // The dictionary of a saved column: read when a text is asked for, for many columns are only compared or counted.
    private readonly SavedTexts? saved;
    private ImmutableArray<string> dictionary;

    internal TextColumn(int[] codes, ImmutableArray<string> dictionary, ulong[]? missing)
        : base(codes.Length, missing)
    {
        this.codes = new Values<int>(codes);
        this.dictionary = dictionary;
    }

    internal TextColumn(SavedColumn saved)
        : base(saved)
    {
        this.saved = saved.Texts();
        codes = saved.Values<int>(saved.Count);
    }

    /// <summary>The texts that occur, each once, by Unicode code points.</summary>
    public ImmutableArray<string> Dictionary
    {
        get
        {
            if (dictionary.IsDefault)
            {
                ImmutableInterlocked.InterlockedInitialize(ref dictionary, saved!.ToTexts());
            }

            return dictionary;
        }
    }

    /// <summary>The place of the row's text in <see cref="Dictionary"/>, -1 when it is missing.</summary>
    public int Code(int row) => codes[row];

    /// <summary>The places of the texts of some rows, as <see cref="Code"/> gives them.</summary>
    public ReadOnlySpan<int> Codes(int from, int count) => codes.AsSpan(from, count);

    /// <summary>The row's text, or null when it is missing.</summary>
    public string? Read(int row) => codes[row] is >= 0 and var code ? Dictionary[code] : null;

    /// <summary>The place of a text in <see cref="Dictionary"/>, or -1 when it does not occur.</summary>
    public int CodeOf(string text)
    {
        var texts = Dictionary;
        var (low, high) = (0, texts.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            switch (TextOrder.Compare(texts[middle], text))
            {
                case 0: return middle;
                case < 0: low = middle + 1; break;
                default: high = middle - 1; break;
            }
        }

        return -1;
    }

    internal override FeelValue? ToValue(int row) => Read(row) is { } text ? new TextValue(text) : null;

    /// <inheritdoc/>
    /// <remarks>All rows are taken, in another order: so all texts still occur.</remarks>
    internal override Column Take(ReadOnlySpan<int> rows) => new TextColumn(codes.Take(rows), Dictionary, TakeMissing(rows));

    /// <inheritdoc/>
    /// <remarks>Texts that nobody has any more leave the dictionary, new ones come in between.</remarks>
    internal override Column Patched(Column came, RowRuns runs)
    {
        var other = (TextColumn)came;
        var (texts, ofFormer, ofCame) = TextUnion.Of(Dictionary, UsedBy(runs), other.Dictionary);
        var patched = new int[runs.Count];
        foreach (var run in runs.All)
        {
            var (from, places) = run.Came ? (other.codes, ofCame) : (codes, ofFormer);
            var taken = patched.AsSpan(run.Start, run.Count);
            from.AsSpan(run.From, run.Count).CopyTo(taken);
            foreach (ref var code in taken)
            {
                code = code < 0 ? code : places[code];
            }
        }

        GC.KeepAlive(this);
        return new TextColumn(patched, texts, PatchedMissing(came, runs));
    }

    private protected override int CompareValues(int left, int right) => codes[left].CompareTo(codes[right]);

    /// <summary>For each text of the dictionary whether a row that stays has it.</summary>
    private bool[] UsedBy(RowRuns runs)
    {
        var used = new bool[Dictionary.Length];
        foreach (var run in runs.All.Where(r => !r.Came))
        {
            foreach (var code in codes.AsSpan(run.From, run.Count))
            {
                if (code >= 0)
                {
                    used[code] = true;
                }
            }
        }

        GC.KeepAlive(this);
        return used;
    }

    private protected override void SaveValues(ColumnSaver to)
    {
        to.AddTexts(Dictionary.Length, place => Dictionary[place]);
        to.Add(ColumnKind.Text, codes.Span);
    }
}

using System.Collections.Immutable;
using Cahier.Facts.Snapshots;
using Cahier.Facts.Models;

namespace Cahier.Facts.Columns;

/// <summary>Reads texts, or codes of a closed list.</summary>
internal sealed class TextColumnBuilder : ColumnBuilder<int>
{
    private const int Missing = -1;

    private readonly TextPool texts = new();
    private readonly NumberBlocks values = new();
    private readonly bool isClosed;

    public TextColumnBuilder(Field field)
    {
        isClosed = field.Kind == FieldKind.Code;
        foreach (var code in field.Codes)
        {
            texts.Add(code.Code);
        }
    }

    public override int Count => values.Count;

    public override string? Read(ReadOnlySpan<char> text)
    {
        Last = isClosed ? texts.Find(text) : texts.Add(text);
        return Last >= 0 ? null : $"this code is not in the list: {Listed()}";
    }

    public override void Append() => values.Add(Last);

    public override void AppendMissing() => values.Add(Missing);

    public override int Compare(int left, int right) => (values[left], values[right]) switch
    {
        (Missing, Missing) => 0,
        (Missing, _) => 1,
        (_, Missing) => -1,
        var (l, r) => l == r ? 0 : TextOrder.Compare(texts[l], texts[r]),
    };

    public override void Clear() => values.Clear();

    public override ColumnDraft Draft(RowOrder rows)
    {
        var dictionary = Sorted(rows);
        var place = new int[texts.Count];
        for (var i = 0; i < dictionary.Length; i++)
        {
            place[dictionary[i]] = i;
        }

        string TextOf(int code) => texts[dictionary[code]].ToString();

        void Fill(int from, Span<int> codes)
        {
            values.Take(rows, from, codes);
            foreach (ref var code in codes)
            {
                code = code < 0 ? Missing : place[code];
            }
        }

        var marks = values.Marks(rows, Missing);
        return new ColumnDraft<int>(ColumnKind.Text, marks, new ValueSource<int>(rows.Count, Fill), codes => new TextColumn(codes, [.. Enumerable.Range(0, dictionary.Length).Select(TextOf)], marks))
        {
            Head = to => to.AddTexts(dictionary.Length, TextOf),
        };
    }

    /// <summary>The texts that occur in some rows, in the order of the language.</summary>
    private int[] Sorted(RowOrder rows)
    {
        var used = Bits.Make(texts.Count);
        var any = InAnyOrder(rows);
        new ValueSource<int>(any.Count, (from, numbers) => values.Take(any, from, numbers)).GiveTo(numbers =>
        {
            foreach (var text in numbers)
            {
                if (text >= 0)
                {
                    Bits.Set(used, text);
                }
            }
        });

        var sorted = Enumerable.Range(0, texts.Count).Where(t => Bits.Get(used, t)).ToArray();
        Array.Sort(sorted, (l, r) => TextOrder.Compare(texts[l], texts[r]));
        return sorted;
    }

    private string Listed()
    {
        const int MostListed = 20;
        var listed = string.Join(", ", Enumerable.Range(0, Math.Min(texts.Count, MostListed)).Select(t => texts[t].ToString()));
        return texts.Count > MostListed ? listed + ", …" : listed;
    }
}

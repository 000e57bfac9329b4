using System.Collections.Immutable;
using Cahier.Facts.Models;

namespace Cahier.Facts.Columns;

/// <summary>Reads texts, or codes of a closed list.</summary>
internal sealed class TextColumnBuilder : ColumnBuilder
{
    private const int Missing = -1;

    private readonly TextPool texts = new();
    private readonly Blocks<int> values = new();
    private readonly bool isClosed;
    private int read;

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
        read = isClosed ? texts.Find(text) : texts.Add(text);
        return read >= 0 ? null : $"this code is not in the list: {Listed()}";
    }

    public override void Append() => values.Add(read);

    public override void AppendMissing() => values.Add(Missing);

    public override int Compare(int left, int right) => (values[left], values[right]) switch
    {
        (Missing, Missing) => 0,
        (Missing, _) => 1,
        (_, Missing) => -1,
        var (l, r) => l == r ? 0 : TextOrder.Compare(texts[l], texts[r]),
    };

    public override void Clear() => values.Clear();

    public override Column Build(ReadOnlySpan<int> rows)
    {
        var used = Bits.Make(texts.Count);
        foreach (var row in rows)
        {
            if (values[row] >= 0)
            {
                Bits.Set(used, values[row]);
            }
        }

        var sorted = Enumerable.Range(0, texts.Count).Where(t => Bits.Get(used, t)).ToArray();
        Array.Sort(sorted, (l, r) => TextOrder.Compare(texts[l], texts[r]));
        var dictionary = ImmutableArray.CreateBuilder<string>(sorted.Length);
        var place = new int[texts.Count];
        foreach (var text in sorted)
        {
            place[text] = dictionary.Count;
            dictionary.Add(texts[text].ToString());
        }

        ulong[]? marks = null;
        var codes = new int[rows.Length];
        for (var i = 0; i < codes.Length; i++)
        {
            var text = values[rows[i]];
            codes[i] = text < 0 ? Missing : place[text];
            if (text < 0)
            {
                Bits.Set(ref marks, i, codes.Length);
            }
        }

        return new TextColumn(codes, dictionary.MoveToImmutable(), marks);
    }

    private string Listed()
    {
        const int MostListed = 20;
        var listed = string.Join(", ", Enumerable.Range(0, Math.Min(texts.Count, MostListed)).Select(t => texts[t].ToString()));
        return texts.Count > MostListed ? listed + ", …" : listed;
    }
}

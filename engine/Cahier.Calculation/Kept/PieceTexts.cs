using Cahier.Calculation.Results;

namespace Cahier.Calculation.Kept;

/// <summary>Texts: each once, and for each value which of them; none for one that is unknown.</summary>
internal sealed class PieceTexts : PieceColumn
{
    private const int Unknown = -1;

    private readonly string[] texts;
    private readonly PieceSection<int> codes;

    public PieceTexts(PieceReader from)
    {
        texts = new string[from.Number()];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = from.Text();
        }

        codes = from.All<int>();
    }

    public static void Write(PieceWriter to, TextResults column)
    {
        var texts = new OrderedDictionary<string, int>(StringComparer.Ordinal);
        var codes = new int[column.Places.Slots];
        for (var slot = 0; slot < codes.Length; slot++)
        {
            codes[slot] = Unknown;
            if (column.ReadAt(slot) is { } text && !texts.TryGetValue(text, out codes[slot]))
            {
                texts[text] = codes[slot] = texts.Count;
            }
        }

        to.Number(texts.Count);
        foreach (var text in texts.Keys)
        {
            to.Text(text);
        }

        to.All<int>(codes);
    }

    public override void Take(ResultColumn to, Block block)
    {
        var column = (TextResults)to;
        var slot = block.Slot;
        foreach (var code in codes.Read().Slice(block.From, block.Count))
        {
            column.SetAt(slot++, code == Unknown ? null : texts[code]);
        }
    }
}

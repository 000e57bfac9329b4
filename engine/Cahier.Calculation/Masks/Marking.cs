using Cahier.Facts.Columns;

namespace Cahier.Calculation.Masks;

/// <summary>Marks of missing facts.</summary>
internal static class Marking
{
    public static void Missing(RowSet rows, Column column, MaskBlock block, Span<ulong> marks)
    {
        if (rows.FirstInPlace(block) is var first and >= 0)
        {
            for (var word = 0; word < marks.Length; word++)
            {
                marks[word] = column.MissingFrom(first + (word * MaskBlock.WordBits)) & block.Valid(word);
            }

            return;
        }

        marks.Clear();
        var places = rows.Rows(block);
        for (var i = 0; i < places.Length; i++)
        {
            marks[i / MaskBlock.WordBits] |= (places[i] < 0 || column.IsMissing(places[i]) ? 1UL : 0) << i;
        }
    }

    /// <summary>Marks where one quantity or the other is missing.</summary>
    public static void Either(Quantity left, Quantity right, MaskBlock block, Span<ulong> marks)
    {
        marks.Clear();
        foreach (var part in (ReadOnlySpan<Quantity>)[left, right])
        {
            if (part.MayBeMissing)
            {
                var missing = part.Missing(block);
                for (var word = 0; word < marks.Length; word++)
                {
                    marks[word] |= missing[word];
                }
            }
        }
    }
}

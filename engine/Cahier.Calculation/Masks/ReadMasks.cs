using Cahier.Calculation.Results;
using Cahier.Facts.Columns;

namespace Cahier.Calculation.Masks;

/// <summary>A field that is true or false.</summary>
internal sealed class BooleanMask(RowSet rows, BooleanColumn column) : Mask
{
    public override void Find(MaskBlock block, Span<ulong> isTrue, Span<ulong> isFalse)
    {
        if (rows.FirstInPlace(block) is var first and >= 0)
        {
            for (var word = 0; word < isTrue.Length; word++)
            {
                var row = first + (word * MaskBlock.WordBits);
                isTrue[word] = column.TrueFrom(row) & block.Valid(word);
                isFalse[word] = ~(isTrue[word] | column.MissingFrom(row)) & block.Valid(word);
            }

            return;
        }

        isTrue.Clear();
        isFalse.Clear();
        var places = rows.Rows(block);
        for (var i = 0; i < places.Length; i++)
        {
            var known = places[i] >= 0 && !column.IsMissing(places[i]);
            isTrue[i / MaskBlock.WordBits] |= (known && column.IsTrue(places[i]) ? 1UL : 0) << i;
            isFalse[i / MaskBlock.WordBits] |= (known && !column.IsTrue(places[i]) ? 1UL : 0) << i;
        }
    }
}

/// <summary>Whether a fact is missing: <c>field = null</c>.</summary>
internal sealed class MissingMask(RowSet rows, Column column) : Mask
{
    public override void Find(MaskBlock block, Span<ulong> isTrue, Span<ulong> isFalse)
    {
        Marking.Missing(rows, column, block, isTrue);
        for (var word = 0; word < isTrue.Length; word++)
        {
            isFalse[word] = ~isTrue[word] & block.Valid(word);
        }
    }
}

/// <summary>Whether what leads to a row leads to none: <c>row = null</c>.</summary>
internal sealed class NoRowMask(RowSet rows) : Mask
{
    public override void Find(MaskBlock block, Span<ulong> isTrue, Span<ulong> isFalse)
    {
        isTrue.Clear();
        var found = rows.Rows(block);
        for (var i = 0; i < found.Length; i++)
        {
            isTrue[i / MaskBlock.WordBits] |= (found[i] < 0 ? 1UL : 0) << i;
        }

        for (var word = 0; word < isTrue.Length; word++)
        {
            isFalse[word] = ~isTrue[word] & block.Valid(word);
        }
    }
}

/// <summary>A condition that was found before for every unit.</summary>
internal sealed class ResultMask(BooleanResults results) : Mask
{
    public override void Find(MaskBlock block, Span<ulong> isTrue, Span<ulong> isFalse)
    {
        if (block.IsOfAll && results.Places.Of is null)
        {
            results.TrueWords.AsSpan(block.From / MaskBlock.WordBits, isTrue.Length).CopyTo(isTrue);
            results.FalseWords.AsSpan(block.From / MaskBlock.WordBits, isFalse.Length).CopyTo(isFalse);
            return;
        }

        isTrue.Clear();
        isFalse.Clear();
        for (var i = 0; i < block.Count; i++)
        {
            var outcome = results.Read(block.UnitAt(i));
            isTrue[i / MaskBlock.WordBits] |= (outcome == true ? 1UL : 0) << i;
            isFalse[i / MaskBlock.WordBits] |= (outcome == false ? 1UL : 0) << i;
        }
    }
}

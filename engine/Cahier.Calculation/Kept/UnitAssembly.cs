using System.Collections.Immutable;
using Cahier.Calculation.Results;
using Cahier.Feel.Values;

namespace Cahier.Calculation.Kept;

/// <summary>The units of a run put together of pieces: what each holds of them is copied, stretch by stretch.</summary>
/// <param name="parts">The pieces, with the units that are taken from each: together all units, each of them once.</param>
internal sealed class UnitAssembly(IReadOnlyList<(UnitPiece Piece, List<Stretch> Stretches)> parts)
{
    private readonly Dictionary<(UnitPiece, int?, Places), List<Block>> blocks = [];

    /// <summary>Takes over what was found of an expression; false when not all pieces hold it.</summary>
    public bool TryTake(int number, ResultColumn column)
    {
        if (parts.Any(p => p.Piece.Find(number) is null))
        {
            return false;
        }

        foreach (var (piece, stretches) in parts)
        {
            var kept = piece.Find(number)!;
            foreach (var block in BlocksOf(piece, stretches, kept.Set, column.Places))
            {
                kept.Take(column, block);
            }
        }

        return true;
    }

    /// <summary>Gives each unit the number of its participant, −1 when that is missing.</summary>
    public void TakeParticipants(Span<int> to, Func<string, int> numberOf)
    {
        foreach (var (piece, stretches) in parts)
        {
            var numbers = piece.Participants.Read();
            var known = new int?[piece.Names.Length];
            foreach (var stretch in stretches)
            {
                for (var i = 0; i < stretch.Count; i++)
                {
                    to[stretch.Unit + i] = numbers[stretch.Kept + i] is var name && name < 0 ? -1 : known[name] ??= numberOf(piece.Names[name]);
                }
            }
        }
    }

    /// <summary>Why an expression is unknown for a unit; null when nobody asked.</summary>
    public ImmutableArray<UnknownCause>? Causes(int number, int unit)
    {
        foreach (var (piece, stretches) in parts)
        {
            var (low, high) = (0, stretches.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = stretches[middle].Unit <= unit ? (middle + 1, high) : (low, middle);
            }

            if (low > 0 && unit - stretches[low - 1].Unit is var at && at < stretches[low - 1].Count)
            {
                return piece.Causes(number, stretches[low - 1].Kept + at);
            }
        }

        return null;
    }

    private List<Block> BlocksOf(UnitPiece piece, List<Stretch> stretches, int? set, Places places)
    {
        if (!blocks.TryGetValue((piece, set, places), out var found))
        {
            var kept = set is { } number ? piece.Sets[number] : null;
            blocks[(piece, set, places)] = found = [];
            foreach (var stretch in stretches)
            {
                Add(found, stretch, kept, places);
            }
        }

        return found;
    }

    // Whether a unit is in a set, its bundle alone decides: so that the set of the piece and that of the run have the same
    // of these units. Where one of them is listed and the other is not, values are copied one by one.
    private static void Add(List<Block> found, Stretch stretch, Places? kept, Places places)
    {
        if (kept?.Of is null == places.Of is null)
        {
            var from = kept?.FirstSlotFrom(stretch.Kept) ?? stretch.Kept;
            var slot = places.FirstSlotFrom(stretch.Unit);
            var count = places.FirstSlotFrom(stretch.Unit + stretch.Count) - slot;
            if (count > 0)
            {
                found.Add(new Block(from, slot, count));
            }

            return;
        }

        for (var i = 0; i < stretch.Count; i++)
        {
            if (places.Has(stretch.Unit + i))
            {
                found.Add(new Block(kept?.SlotOf(stretch.Kept + i) ?? (stretch.Kept + i), places.SlotOf(stretch.Unit + i), 1));
            }
        }
    }
}

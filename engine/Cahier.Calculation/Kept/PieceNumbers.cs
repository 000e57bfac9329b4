using Cahier.Calculation.Results;

namespace Cahier.Calculation.Kept;

/// <summary>
/// Numbers, as a column of results holds them: digits and how many of them are decimals, so that they come back digit for
/// digit. Digits are half as long where all are short, and what is the same for all stands once.
/// </summary>
internal sealed class PieceNumbers(PieceReader from) : PieceColumn
{
    // Of these one kind has none.
    private readonly PieceSection<int> shortDigits = from.All<int>();
    private readonly PieceSection<long> longDigits = from.All<long>();

    // One for each, or one for all.
    private readonly PieceSection<byte> forms = from.All<byte>();

    // Numbers that have more digits, and where they stand.
    private readonly PieceSection<int> longPlaces = from.All<int>();
    private readonly PieceSection<decimal> longOnes = from.All<decimal>();

    public static void Write(PieceWriter to, NumberResults column)
    {
        var slots = column.Places.Slots;
        var digits = column.Digits(0, slots).ToArray();
        ReadOnlySpan<byte> forms = column.Forms(0, slots);
        var (longPlaces, longOnes) = (new List<int>(), new List<decimal>());
        var areShort = true;
        for (var slot = 0; slot < slots; slot++)
        {
            if (forms[slot] is NumberResults.Unknown or NumberResults.Long)
            {
                digits[slot] = 0;
            }

            if (forms[slot] == NumberResults.Long)
            {
                longPlaces.Add(slot);
                longOnes.Add(column.ReadAt(slot)!.Value);
            }

            areShort &= digits[slot] == (int)digits[slot];
        }

        to.All<int>(areShort ? Array.ConvertAll(digits, d => (int)d) : []);
        to.All<long>(areShort ? [] : digits);
        to.All<byte>(slots > 1 && !forms.ContainsAnyExcept(forms[0]) ? forms[..1] : forms);
        to.All<int>(longPlaces.ToArray());
        to.All<decimal>(longOnes.ToArray());
    }

    public override void Take(ResultColumn to, Block block)
    {
        var column = (NumberResults)to;
        TakeDigits(column.Digits(block.Slot, block.Count), block.From);
        var ofAll = forms.Read();
        if (ofAll.Length == 1)
        {
            column.Forms(block.Slot, block.Count).Fill(ofAll[0]);
        }
        else
        {
            ofAll.Slice(block.From, block.Count).CopyTo(column.Forms(block.Slot, block.Count));
        }

        var places = longPlaces.Read();
        for (var i = FirstFrom(places, block.From); i < places.Length && places[i] < block.From + block.Count; i++)
        {
            column.SetAt(block.Slot + places[i] - block.From, longOnes.Read()[i]);
        }
    }

    private void TakeDigits(Span<long> to, int first)
    {
        var digits = shortDigits.Read();
        if (digits.IsEmpty)
        {
            longDigits.Read().Slice(first, to.Length).CopyTo(to);
            return;
        }

        digits = digits.Slice(first, to.Length);
        for (var i = 0; i < to.Length && i < digits.Length; i++)
        {
            to[i] = digits[i];
        }
    }

    private static int FirstFrom(ReadOnlySpan<int> places, int from) => places.BinarySearch(from) is var found && found < 0 ? ~found : found;
}

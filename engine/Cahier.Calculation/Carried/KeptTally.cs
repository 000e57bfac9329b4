using System.Numerics;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Results;
using Cahier.Calculation.Runs;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;

namespace Cahier.Calculation.Carried;

/// <summary>What an indicator of a participant is made of, as it is kept.</summary>
/// <param name="Numerator">The sum above the line.</param>
/// <param name="Denominator">The sum below the line.</param>
/// <param name="Unknown">How many units make it unknown.</param>
/// <param name="Missing">The units of which something that it reads is unknown.</param>
internal sealed record KeptTally(ExactSum Numerator, ExactSum Denominator, int Unknown, UnknownUnits Missing)
{
    public static readonly KeptTally Nothing = new(default, default, 0, UnknownUnits.None);

    /// <summary>Keeps a tally, with why something is unknown.</summary>
    /// <param name="tally">What the indicator is made of.</param>
    /// <param name="frame">The units.</param>
    /// <param name="indicator">The indicator.</param>
    /// <param name="rowOf">For each of their rows the one by which it is known.</param>
    public static KeptTally Of(IndicatorTally tally, RunFrame frame, CheckedIndicator indicator, Func<int, int> rowOf) => new(tally.Numerator, tally.Denominator, tally.Unknown, MissingOf(tally, frame, indicator, rowOf));

    public void Write(BinaryWriter to)
    {
        Write(to, Numerator);
        Write(to, Denominator);
        to.Write(Unknown);
        UnknownUnits.Write(to, Missing);
    }

    public static KeptTally Read(BinaryReader from) => new(ReadSum(from), ReadSum(from), from.ReadInt32(), UnknownUnits.Read(from));

    private static UnknownUnits MissingOf(IndicatorTally tally, RunFrame frame, CheckedIndicator indicator, Func<int, int> rowOf) => tally.Missing is not { } units ? UnknownUnits.None
        : new UnknownUnits(units.Count, [.. units.Units.Select(unit => (rowOf(frame.Units.Rows[unit]), UnknownOutcomes.CausesOf(frame, unit, indicator)))]);

    private static void Write(BinaryWriter to, ExactSum sum)
    {
        var digits = sum.Digits.ToByteArray();
        to.Write((byte)sum.Scale);
        to.Write((byte)digits.Length);
        to.Write(digits);
    }

    private static ExactSum ReadSum(BinaryReader from)
    {
        var scale = from.ReadByte();
        return new ExactSum(new BigInteger(from.ReadBytes(from.ReadByte())), scale);
    }
}

using Cahier.Calculation.Kept;
using Cahier.Calculation.Results;

namespace Cahier.Calculation.Carried;

/// <summary>Unknown outcomes in bytes.</summary>
internal static class KeptOutcomes
{
    public static byte[] WriteAll(IEnumerable<UnknownOutcome> outcomes)
    {
        using var bytes = new MemoryStream();
        using var to = new BinaryWriter(bytes);
        foreach (var outcome in outcomes)
        {
            Write(to, outcome.Unit);
            Write(to, outcome.Participant);
            to.Write(outcome.What);
            KeptCauses.Write(to, outcome.Causes);
            to.Write(outcome.AtStake is not null);
            to.Write(outcome.AtStake ?? 0);
        }

        return bytes.ToArray();
    }

    public static IEnumerable<UnknownOutcome> ReadAll(byte[] bytes)
    {
        using var from = new BinaryReader(new MemoryStream(bytes, writable: false));
        while (from.BaseStream.Position < bytes.Length)
        {
            var (unit, participant, what, causes) = (Read(from), Read(from), from.ReadString(), KeptCauses.Read(from));
            var (isKnown, stake) = (from.ReadBoolean(), from.ReadDecimal());
            yield return new UnknownOutcome(unit, participant, what, causes, isKnown ? stake : null);
        }
    }

    private static void Write(BinaryWriter to, string? text)
    {
        to.Write(text is not null);
        if (text is not null)
        {
            to.Write(text);
        }
    }

    private static string? Read(BinaryReader from) => from.ReadBoolean() ? from.ReadString() : null;
}

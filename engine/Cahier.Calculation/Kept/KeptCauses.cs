using System.Collections.Immutable;
using Cahier.Feel.Syntax;
using Cahier.Feel.Values;

namespace Cahier.Calculation.Kept;

/// <summary>Why something is unknown, in bytes.</summary>
internal static class KeptCauses
{
    public static byte[] WriteAll(SortedDictionary<(int Number, int Unit), ImmutableArray<UnknownCause>> causes)
    {
        using var bytes = new MemoryStream();
        using var to = new BinaryWriter(bytes);
        foreach (var ((number, unit), known) in causes)
        {
            to.Write(number);
            to.Write(unit);
            Write(to, known);
        }

        return bytes.ToArray();
    }

    public static Dictionary<(int Number, int Place), ImmutableArray<UnknownCause>> ReadAll(byte[] bytes)
    {
        var causes = new Dictionary<(int, int), ImmutableArray<UnknownCause>>();
        using var from = new BinaryReader(new MemoryStream(bytes, writable: false));
        while (from.BaseStream.Position < bytes.Length)
        {
            causes[(from.ReadInt32(), from.ReadInt32())] = Read(from);
        }

        return causes;
    }

    public static void Write(BinaryWriter to, ImmutableArray<UnknownCause> causes)
    {
        to.Write(causes.Length);
        foreach (var cause in causes)
        {
            to.Write(cause is MissingFact);
            switch (cause)
            {
                case MissingFact fact:
                    to.Write(fact.Entity);
                    to.Write(fact.Key);
                    to.Write(fact.Field);
                    break;
                case NoResult none:
                    to.Write(none.Text);
                    to.Write(none.Span.Start);
                    to.Write(none.Span.Length);
                    break;
                default:
                    throw new InvalidOperationException($"no form for {cause.GetType().Name}");
            }
        }
    }

    public static ImmutableArray<UnknownCause> Read(BinaryReader from)
    {
        var causes = ImmutableArray.CreateBuilder<UnknownCause>();
        for (var rest = from.ReadInt32(); rest > 0; rest--)
        {
            causes.Add(from.ReadBoolean()
                ? new MissingFact(from.ReadString(), from.ReadString(), from.ReadString())
                : new NoResult(from.ReadString(), new SourceSpan(from.ReadInt32(), from.ReadInt32())));
        }

        return causes.ToImmutable();
    }
}

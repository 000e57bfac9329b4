using System.Collections.Immutable;
using Cahier.Feel.Syntax;
using Cahier.Feel.Values;

namespace Cahier.Calculation.Kept;

/// <summary>Why something is unknown, in bytes.</summary>
internal static class KeptCauses
{
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

using System.Collections.Immutable;
using Cahier.Facts.Columns;

namespace Cahier.Facts.Patches;

/// <summary>Puts two dictionaries of texts together, each in the order of the language.</summary>
internal static class TextUnion
{
    /// <summary>The texts of both, and for each of them where it stands now.</summary>
    /// <param name="former">The texts of one.</param>
    /// <param name="used">Which of them are still wanted.</param>
    /// <param name="came">The texts of the other.</param>
    public static (ImmutableArray<string> Texts, int[] OfFormer, int[] OfCame) Of(ImmutableArray<string> former, bool[] used, ImmutableArray<string> came)
    {
        var texts = ImmutableArray.CreateBuilder<string>(former.Length + came.Length);
        var (ofFormer, ofCame) = (new int[former.Length], new int[came.Length]);
        var next = 0;
        for (var i = 0; i < former.Length; i++)
        {
            if (!used[i])
            {
                continue;
            }

            while (next < came.Length && TextOrder.Compare(came[next], former[i]) < 0)
            {
                ofCame[next] = texts.Count;
                texts.Add(came[next++]);
            }

            if (next < came.Length && came[next] == former[i])
            {
                ofCame[next++] = texts.Count;
            }

            ofFormer[i] = texts.Count;
            texts.Add(former[i]);
        }

        for (; next < came.Length; next++)
        {
            ofCame[next] = texts.Count;
            texts.Add(came[next]);
        }

        return (texts.DrainToImmutable(), ofFormer, ofCame);
    }
}

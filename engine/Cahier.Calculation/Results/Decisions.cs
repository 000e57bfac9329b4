using System.Collections;
using System.Numerics;

namespace Cahier.Calculation.Results;

/// <summary>What was decided of each unit: for each decision a bit for every unit, 64 to a word. Different threads write different words.</summary>
public sealed class Decisions : IReadOnlyList<DecisionStatus>
{
    private readonly ulong[][] words;

    internal Decisions(int count) => (Count, words) = (count, [.. DecisionStatuses.All.Select(_ => new ulong[MarkedList.Words(count)])]);

    public int Count { get; }

    /// <summary>What was decided of a unit; undetermined as long as nothing was.</summary>
    public DecisionStatus this[int unit]
    {
        get
        {
            var status = DecisionStatus.Included;
            while (status != DecisionStatus.Undetermined && (Of(status)[unit / MarkedList.WordBits] & (1UL << unit)) == 0)
            {
                status++;
            }

            return status;
        }
    }

    /// <summary>Of how many units a decision was made.</summary>
    public int CountOf(DecisionStatus status) => Of(status).Sum(BitOperations.PopCount);

    /// <summary>The first unit of which a decision was made; −1 when there is none.</summary>
    public int FirstOf(DecisionStatus status)
    {
        var word = Of(status).AsSpan().IndexOfAnyExcept(0UL);
        return word < 0 ? -1 : MarkedList.NumberOf(word, Of(status)[word]);
    }

    /// <summary>A bit for each unit of which a decision was made.</summary>
    internal ulong[] Of(DecisionStatus status) => words[(int)status];

    /// <summary>Decides otherwise of a unit.</summary>
    internal void Change(int unit, DecisionStatus status)
    {
        foreach (var known in DecisionStatuses.All)
        {
            ref var word = ref Of(known)[unit / MarkedList.WordBits];
            word = known == status ? word | (1UL << unit) : word & ~(1UL << unit);
        }
    }

    public IEnumerator<DecisionStatus> GetEnumerator() => Enumerable.Range(0, Count).Select(unit => this[unit]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

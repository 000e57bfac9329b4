using Cahier.Calculation.Kept;
using Cahier.Calculation.Results;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;

namespace Cahier.Calculation.Carried;

/// <summary>What a sum or mean across units is made of, group by group: whole numbers that have as many decimals, so that it does not depend on the order in which they are added.</summary>
/// <param name="Form">The form of the numbers, see <see cref="NumberResults.FirstForm"/>; unknown when there are none.</param>
/// <param name="Groups">The groups that have a member.</param>
internal sealed record CohortTally(byte Form, IReadOnlyDictionary<string, GroupTally> Groups)
{
    private const int BitsOfWord = 64;

    /// <summary>The same with other members taken out and put in; null when their numbers have other decimals.</summary>
    public CohortTally? With(CohortTally gone, CohortTally came)
    {
        byte[] forms = [.. new[] { Form, gone.Form, came.Form }.Where(f => f != NumberResults.Unknown).Distinct()];
        if (forms.Length > 1)
        {
            return null;
        }

        var groups = new Dictionary<string, GroupTally>(Groups, StringComparer.Ordinal);
        foreach (var (name, tally) in came.Groups)
        {
            groups[name] = groups.GetValueOrDefault(name) + tally;
        }

        foreach (var (name, tally) in gone.Groups)
        {
            groups[name] = groups.GetValueOrDefault(name) - tally;
            if (groups[name].Members == 0)
            {
                groups.Remove(name);
            }
        }

        return new CohortTally(forms is [var form] ? form : NumberResults.Unknown, groups);
    }

    /// <summary>The figure of a group; null when it has no number, or one that is too large.</summary>
    public decimal? Figure(GroupTally group, Statistic statistic) => group.Known == 0 || NumberResults.OfDigits(group.Sum, Form) is not { } sum ? null
        : statistic.Kind == StatisticKind.Mean ? Numbers.Divide(sum, group.Known)
        : sum;

    /// <summary>Whether the groups have the figures that they had.</summary>
    /// <param name="before">What they were made of.</param>
    /// <param name="statistic">Which figures.</param>
    /// <param name="mayComeAndGo">Whether it does not matter that there are other groups.</param>
    public bool HasFiguresOf(CohortTally before, Statistic statistic, bool mayComeAndGo) => (mayComeAndGo || Groups.Count == before.Groups.Count)
        && Groups.All(g => before.Groups.TryGetValue(g.Key, out var group) ? Figure(g.Value, statistic) == before.Figure(group, statistic) : mayComeAndGo);

    public void Write(PieceWriter to)
    {
        to.Number(Form);
        to.Number(Groups.Count);
        foreach (var (name, tally) in Groups.OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            to.Text(name);
            to.Number(tally.Members);
            to.Number(tally.Known);
            to.All<ulong>([unchecked((ulong)(tally.Sum >> BitsOfWord)), unchecked((ulong)tally.Sum)]);
        }
    }

    public static CohortTally Read(PieceReader from)
    {
        var form = (byte)from.Number();
        var groups = new Dictionary<string, GroupTally>(StringComparer.Ordinal);
        for (var rest = from.Number(); rest > 0; rest--)
        {
            var (name, members, known) = (from.Text(), from.Number(), from.Number());
            var sum = from.All<ulong>().Read();
            groups[name] = new GroupTally(members, known, unchecked((Int128)new UInt128(sum[0], sum[1])));
        }

        return new CohortTally(form, groups);
    }
}

/// <summary>A group of a figure across units.</summary>
/// <param name="Members">How many units are in it.</param>
/// <param name="Known">How many of them have a number.</param>
/// <param name="Sum">The sum of the digits of these numbers.</param>
internal readonly record struct GroupTally(int Members, int Known, Int128 Sum)
{
    public static GroupTally operator +(GroupTally left, GroupTally right) => new(left.Members + right.Members, left.Known + right.Known, left.Sum + right.Sum);

    public static GroupTally operator -(GroupTally left, GroupTally right) => new(left.Members - right.Members, left.Known - right.Known, left.Sum - right.Sum);
}

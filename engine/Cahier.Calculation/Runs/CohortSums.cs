using System.Collections.Immutable;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Results;
using Cahier.Feel.Types;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;

namespace Cahier.Calculation.Runs;

/// <summary>
/// Sums and means across units, all together or by a row that each has, of numbers that have as many decimals: they are added
/// as whole numbers while the units are gone over as they stand, and nobody lists the members of a group.
/// </summary>
internal sealed class CohortSums
{
    private readonly NumberResults values;
    private readonly RowResults? groupOf;
    private readonly Places places;
    private readonly byte form;
    private readonly Int128[] sums;
    private readonly int[] known;
    private readonly bool[] hasMember;
    private bool areAlike = true;

    private CohortSums(NumberResults values, RowResults? groupOf, Places places, int groups)
    {
        (this.values, this.groupOf, this.places) = (values, groupOf, places);
        form = values.FirstForm();
        (sums, known, hasMember) = (new Int128[groups], new int[groups], new bool[groups]);
    }

    /// <summary>The figure of each group; null (C#) when it is another statistic, groups are made otherwise, or numbers are not alike.</summary>
    public static CohortResults? Find(CheckedCohortValue cohort, RunFrame frame, IColumnCalculator calculator, NumberResults values, Places places)
    {
        if (!cohort.OverUnits || cohort.Statistic.Kind is not (StatisticKind.Sum or StatisticKind.Mean) || cohort.By is not ([] or [{ Fact.Type: RowType }]))
        {
            return null;
        }

        RowResults? groupOf = null;
        var table = cohort.By is [var by] ? frame.Table(((RowType)by.Fact.Type).Entity) : null;
        if (table is not null)
        {
            calculator.Fill(LoopKind.Units, cohort.By[0], groupOf = new RowResults(places));
        }

        var found = new CohortSums(values, groupOf, places, table?.Count ?? 1);
        calculator.Share(places.Slots, found.Add);
        return found.Results(cohort.Statistic, group => table?.Key(group) ?? "", calculator);
    }

    private void Add(int from, int to)
    {
        var part = new CohortSums(values, groupOf, places, sums.Length);
        for (var slot = from; slot < to && part.areAlike; slot++)
        {
            if (GroupAt(slot) is var group and >= 0)
            {
                part.AddUnit(group, values.Places.SlotOf(places.PlaceAt(slot)));
            }
        }

        lock (sums)
        {
            areAlike &= part.areAlike;
            for (var group = 0; group < sums.Length; group++)
            {
                sums[group] += part.sums[group];
                known[group] += part.known[group];
                hasMember[group] |= part.hasMember[group];
            }
        }
    }

    private void AddUnit(int group, int slot)
    {
        hasMember[group] = true;
        if (slot >= 0 && values.IsKnownAt(slot))
        {
            areAlike &= values.Forms(slot, 1)[0] == form;
            sums[group] += values.Digits(slot, 1)[0];
            known[group]++;
        }
    }

    /// <summary>The group of a slot; −1 when it is in none.</summary>
    private int GroupAt(int slot) => places.Marks is { } marks && marks[slot] == 0 ? -1 : groupOf?.ReadAt(slot) ?? 0;

    private CohortResults? Results(Statistic statistic, Func<int, string> nameOf, IColumnCalculator calculator)
    {
        if (!areAlike || form == NumberResults.Long || Array.Exists(sums, s => s < long.MinValue || s > long.MaxValue))
        {
            return null;
        }

        var figures = new NumberResults(sums.Length);
        var groups = ImmutableArray.CreateBuilder<CohortGroup>();
        for (var group = 0; group < sums.Length; group++)
        {
            if (hasMember[group])
            {
                var sum = known[group] == 0 ? (decimal?)null : Numbers.FromScaled((long)sums[group], form - 1);
                var figure = statistic.Kind == StatisticKind.Mean && sum is { } total ? Numbers.Divide(total, known[group]) : sum;
                figures.SetAt(group, figure);
                groups.Add(new CohortGroup(nameOf(group), known[group], figure));
            }
        }

        var byMember = new NumberResults(places);
        calculator.Share(places.Slots, (from, to) =>
        {
            for (var slot = from; slot < to; slot++)
            {
                if (GroupAt(slot) is var group and >= 0)
                {
                    byMember.CopyAt(slot, figures, group);
                }
            }
        });
        return new CohortResults([.. groups.OrderBy(g => g.Group, StringComparer.Ordinal)], byMember);
    }
}

using System.Collections.Immutable;
using Cahier.Calculation.Carried;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Results;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Types;
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
    private readonly int[] members;
    private bool areAlike = true;

    private CohortSums(NumberResults values, byte form, RowResults? groupOf, Places places, int groups)
    {
        (this.values, this.form, this.groupOf, this.places) = (values, form, groupOf, places);
        (sums, known, members) = (new Int128[groups], new int[groups], new int[groups]);
    }

    /// <summary>The figure of each group; null (C#) when it is another statistic, groups are made otherwise, or numbers are not alike.</summary>
    public static CohortResults? Find(CheckedCohortValue cohort, RunFrame frame, IColumnCalculator calculator, NumberResults values, Places places, GroupPart[] parts)
    {
        if (!cohort.OverUnits || cohort.Statistic.Kind is not (StatisticKind.Sum or StatisticKind.Mean) || parts is not ([] or [{ Column: RowResults }]))
        {
            return null;
        }

        var (groupOf, table) = parts is [{ Type: RowType entity, Column: RowResults rows }] ? (rows, frame.Table(entity.Entity)) : default;
        var found = new CohortSums(values, values.FirstForm(), groupOf, places, table?.Count ?? 1);
        calculator.Share(places.Slots, found.Add);
        return found.Results(cohort, frame, table, calculator);
    }

    private void Add(int from, int to)
    {
        var part = new CohortSums(values, form, groupOf, places, sums.Length);
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
                members[group] += part.members[group];
            }
        }
    }

    private void AddUnit(int group, int slot)
    {
        members[group]++;
        if (slot >= 0 && values.IsKnownAt(slot))
        {
            areAlike &= values.Forms(slot, 1)[0] == form;
            sums[group] += values.Digits(slot, 1)[0];
            known[group]++;
        }
    }

    /// <summary>The group of a slot; −1 when it is in none.</summary>
    private int GroupAt(int slot) => places.Marks is { } marks && marks[slot] == 0 ? -1 : groupOf?.ReadAt(slot) ?? 0;

    private CohortResults? Results(CheckedCohortValue cohort, RunFrame frame, Table? table, IColumnCalculator calculator)
    {
        if (!areAlike)
        {
            return null;
        }

        var tally = new CohortTally(form, Enumerable.Range(0, sums.Length).Where(g => members[g] > 0).ToDictionary(g => table?.Key(g) ?? "", g => new GroupTally(members[g], known[g], sums[g]), StringComparer.Ordinal));
        var all = frame.CohortOfAll?.Invoke(cohort, tally) ?? tally;
        var figures = new NumberResults(sums.Length);
        var groups = ImmutableArray.CreateBuilder<CohortGroup>();
        foreach (var (name, group) in all.Groups.OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var figure = all.Figure(group, cohort.Statistic);
            if (figure is null && group.Known > 0)
            {
                return null;
            }

            figures.SetAt(table is null ? 0 : RowOf(table, name), figure);
            groups.Add(new CohortGroup(name, group.Known, figure));
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
        return new CohortResults(groups.ToImmutable(), byMember) { Tally = tally };
    }

    private static int RowOf(Table table, string name) => table.TryFind(name, out var row) ? row : throw new InvalidOperationException("a group has no row");
}

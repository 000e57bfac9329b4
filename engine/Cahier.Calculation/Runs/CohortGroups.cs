using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Results;
using Cahier.Feel.Types;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;

namespace Cahier.Calculation.Runs;

/// <summary>A group of a cohort value.</summary>
/// <param name="Name">What makes the group, in order. Groups of several parts keep apart what has a comma in it.</param>
/// <param name="Members">Its members, in their order.</param>
internal sealed record NamedGroup(string Name, List<int> Members);

/// <summary>One of the things that make a group, such as the region of a participant.</summary>
internal readonly record struct GroupPart(FeelType Type, ResultColumn Column);

/// <summary>Puts the members of a cohort value into groups; one of which a part is unknown is in none.</summary>
internal static class CohortGroups
{
    /// <summary>What makes the groups, found for each member.</summary>
    public static GroupPart[] Parts(CheckedCohortValue cohort, IColumnCalculator calculator, Places places) =>
    [
        .. cohort.By.Select(by =>
        {
            var column = ResultColumn.For(by.Fact.Type, places);
            calculator.Fill(cohort.OverUnits ? LoopKind.Units : LoopKind.Participants, by, column);
            return new GroupPart(by.Fact.Type, column);
        }),
    ];

    /// <summary>The groups that have a member, by name.</summary>
    public static ImmutableArray<NamedGroup> Of(CheckedCohortValue cohort, RunFrame frame, GroupPart[] parts, Places places)
    {
        var members = (cohort.OverUnits ? frame.Units.Listed : Enumerable.Range(0, places.Count)).Where(places.Has);
        return parts switch
        {
            [] => Grouped<string>(members, _ => "", name => name),
            [(RowType entity, RowResults rows)] => Grouped<int?>(members, m => rows.IsKnown(m) ? rows.Read(m) : (int?)null, row => frame.Table(entity.Entity).Key(row!.Value)),
            [(_, TextResults texts)] => Grouped<string>(members, texts.Read, text => text),
            _ => Grouped<string>(members, m => Array.Exists(parts, p => !p.Column.IsKnown(m)) ? null : string.Join(", ", parts.Select(p => Part(p.Type, p.Column, m))), name => name),
        };

        string Part(FeelType type, ResultColumn column, int member)
        {
            var text = column is RowResults rows ? frame.Table(((RowType)type).Entity).Key(rows.Read(member)) : FeelText.Plain(column.Value(member));
            return parts.Length > 1 && text.AsSpan().ContainsAny(',', '"') ? FeelText.Quote(text) : text;
        }
    }

    // Most groups are known by a row or a text at hand: names are made for groups, not for members.
    private static ImmutableArray<NamedGroup> Grouped<T>(IEnumerable<int> members, Func<int, T?> keyOf, Func<T, string> nameOf)
    {
        var groups = new Dictionary<KeyOf<T>, List<int>>();
        foreach (var member in members)
        {
            if (keyOf(member) is { } key)
            {
                (CollectionsMarshal.GetValueRefOrAddDefault(groups, new KeyOf<T>(key), out _) ??= []).Add(member);
            }
        }

        return [.. groups.Select(g => new NamedGroup(nameOf(g.Key.Value), g.Value)).OrderBy(g => g.Name, StringComparer.Ordinal)];
    }

    private readonly record struct KeyOf<T>(T Value);
}

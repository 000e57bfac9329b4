using System.Collections.Immutable;
using Cahier.Facts.Yaml;
using Cahier.Feel.Checking;
using Cahier.Feel.Diagnostics;

namespace Cahier.Rules.Loading;

/// <summary>
/// Puts an amending version's changes into the version that it amends, as an order's <em>version consolidée</em> does.
/// Entries keep the place where they were written, in whichever file.
/// </summary>
internal static class Consolidation
{
    private static readonly ImmutableArray<string> Maps = ["sources", "parameters", "tables", "functions", "scripts", "values"];
    private static readonly ImmutableArray<string> Lists = ["eligibility", "exclusions", "indicators", "cohort"];
    private static readonly ImmutableArray<string> PaymentLists = ["unit", "participant"];

    /// <summary>The consolidated text.</summary>
    /// <param name="amended">The former version, itself consolidated.</param>
    /// <param name="amending">The text that changes it.</param>
    /// <param name="diagnostics">Removals of what does not exist.</param>
    public static YamlMap Merge(YamlMap amended, YamlMap amending, DiagnosticBag diagnostics)
    {
        var removals = Removals(amending);
        var entries = new List<YamlEntry>();
        foreach (var name in amended.Entries.Concat(amending.Entries).Select(e => e.Name).Distinct(StringComparer.Ordinal).Where(n => n != "remove"))
        {
            var former = amended.Find(name);
            var change = amending.Find(name);
            entries.Add(name switch
            {
                _ when Maps.Contains(name) => new YamlEntry((change ?? former)!.Key, MergeMap(former?.Value as YamlMap, change?.Value as YamlMap, removals.GetValueOrDefault(name, []))),
                _ when Lists.Contains(name) => new YamlEntry((change ?? former)!.Key, MergeList(former?.Value as YamlList, change?.Value as YamlList, removals.GetValueOrDefault(name, []))),
                "payment" => new YamlEntry((change ?? former)!.Key, MergePayment(former?.Value as YamlMap, change?.Value as YamlMap, removals.GetValueOrDefault(name, []))),
                _ => (change ?? former)!,
            });
        }

        foreach (var left in removals.SelectMany(r => r.Value.Where(v => !v.Used).Select(v => (Section: r.Key, v.Name))))
        {
            diagnostics.Add(DiagnosticCatalog.NothingToRemove, left.Name, $"there is no ‘{left.Name.Value}’ under {left.Section} in the version that is amended", Suggestions.Remedy(left.Name.Value, Names(amended, left.Section)));
        }

        return new YamlMap([.. entries], false, amending.Start, amending.End);
    }

    /// <summary>The text with the definitions of the libraries that it uses, theirs before its own.</summary>
    public static YamlMap Whole(YamlMap text, IEnumerable<YamlMap> libraries) => libraries.Reverse().Aggregate(text, (whole, library) => With(whole, library));

    private static YamlMap With(YamlMap text, YamlMap library)
    {
        var added = Maps.Where(n => library.Find(n) is not null && text.Find(n) is null).Select(n => library.Find(n)!);
        var joined = text.Entries.Select(e => Maps.Contains(e.Name) && library.Find(e.Name)?.Value is YamlMap theirs ? e with { Value = MergeMap(theirs, (YamlMap)e.Value, []) } : e);
        return new YamlMap([.. joined, .. added], false, text.Start, text.End);
    }

    /// <summary>A name to take out, and whether it was found.</summary>
    private sealed class Removal(YamlScalar name)
    {
        public YamlScalar Name { get; } = name;

        public bool Used { get; set; }
    }

    private static Dictionary<string, List<Removal>> Removals(YamlMap amending) => amending.Find("remove")?.Value is YamlMap map
        ? map.Entries.ToDictionary(e => e.Name, e => ((YamlList)e.Value).Items.Select(i => new Removal((YamlScalar)i)).ToList(), StringComparer.Ordinal)
        : new Dictionary<string, List<Removal>>(StringComparer.Ordinal);

    private static bool Takes(List<Removal> removals, string name)
    {
        var removal = removals.Find(r => r.Name.Value == name);
        if (removal is not null)
        {
            removal.Used = true;
        }

        return removal is not null;
    }

    private static YamlMap MergeMap(YamlMap? former, YamlMap? change, List<Removal> removals)
    {
        var kept = (former?.Entries ?? []).Where(e => !Takes(removals, e.Name)).Select(e => change?.Find(e.Name) ?? e).ToList();
        kept.AddRange((change?.Entries ?? []).Where(e => !kept.Contains(e)));
        var at = (change ?? former)!;
        return new YamlMap([.. kept], false, at.Start, at.End);
    }

    private static YamlList MergeList(YamlList? former, YamlList? change, List<Removal> removals)
    {
        var changes = (change?.Items ?? []).ToList();
        var kept = new List<YamlNode>();
        foreach (var item in (former?.Items ?? []).Where(i => !Takes(removals, IdOf(i))))
        {
            var replacement = changes.Find(c => IdOf(c) == IdOf(item));
            kept.Add(replacement ?? item);
            changes.Remove(replacement!);
        }

        kept.AddRange(changes);
        var at = (change ?? former)!;
        return new YamlList([.. kept], false, at.Start, at.End);
    }

    private static YamlMap MergePayment(YamlMap? former, YamlMap? change, List<Removal> removals)
    {
        var entries = PaymentLists
            .Where(n => former?.Find(n) is not null || change?.Find(n) is not null)
            .Select(n => new YamlEntry((change?.Find(n) ?? former!.Find(n))!.Key, MergeList(former?.Find(n)?.Value as YamlList, change?.Find(n)?.Value as YamlList, removals)));
        var at = (change ?? former)!;
        return new YamlMap([.. entries], false, at.Start, at.End);
    }

    private static string IdOf(YamlNode item) => ((item as YamlMap)?.Find("id")?.Value as YamlScalar)?.Value ?? "";

    private static IEnumerable<string> Names(YamlMap text, string section) => text.Find(section)?.Value switch
    {
        YamlMap map when section == "payment" => map.Entries.SelectMany(e => e.Value is YamlList list ? list.Items.Select(IdOf) : []),
        YamlMap map => map.Entries.Select(e => e.Name),
        YamlList list => list.Items.Select(IdOf),
        _ => [],
    };
}

using Cahier.Feel.Diagnostics;
using Cahier.Rules.Definitions;
using Cahier.Rules.Proofs;

namespace Cahier.Rules.Checking;

public sealed partial class RuleSetChecker
{
    /// <summary>The most findings of one kind that are told one by one for a table.</summary>
    private const int MostTold = 20;

    private const int MostExamples = 3;

    private void Report(TableDefinition table, TableProof proof)
    {
        if (proof.Unproven is { } reason)
        {
            table.Name.Report(DiagnosticCatalog.TableUnproven, $"nothing is proven of ‘{table.Name}’: {reason}", "write cells as values, comparisons and ranges, and calculate before the table is called", diagnostics);
            return;
        }

        var overlaps = proof.Overlaps;
        foreach (var (overlap, more) in Told(overlaps))
        {
            table.Rows[overlap.Later][0].Report(DiagnosticCatalog.TableOverlap, $"row {overlap.Later + 1} of ‘{table.Name}’ matches together with row {overlap.Former + 1}, for example for {overlap.Example}{more}", "make their cells exclude each other, or say with hit: first that the upper one counts", diagnostics, new RelatedPlace(table.Rows[overlap.Former][0].Location, "the other row"));
        }

        if (!overlaps.IsEmpty)
        {
            return;
        }

        foreach (var (row, more) in Told(proof.Unreached))
        {
            table.Rows[row][0].Report(DiagnosticCatalog.RowNeverMatches, $"row {row + 1} of ‘{table.Name}’ can never match: the rows above it already cover it, or its cells ask for something that does not exist{more}", "take the row out, or correct its cells", diagnostics);
        }

        ReportGaps(table, proof);
    }

    private void ReportGaps(TableDefinition table, TableProof proof)
    {
        if (proof.IsTotal || proof.Gaps.Count == 0)
        {
            return;
        }

        var named = proof.Gaps.Where(g => !g.IsOther).ToList();
        if (named.Count == 0)
        {
            table.Name.Report(DiagnosticCatalog.NoDefault, $"‘{table.Name}’ says nothing for texts that no row names, for example {proof.Gaps[0].Example}", "what is looked up is then unknown: add default: when they can occur", diagnostics);
            return;
        }

        var count = named.Count - MostExamples + (proof.GapCount - proof.Gaps.Count);
        var told = string.Join("; ", named.Take(MostExamples).Select(g => $"{g.Words} ({g.Example})"));
        table.Name.Report(DiagnosticCatalog.TableGap, $"‘{table.Name}’ says nothing for {told}{(count > 0 ? $"; and {count} more gaps" : "")}", "what is looked up is then unknown: add a row, or default:", diagnostics);
    }

    // The first of many; the last of those says how many more there are.
    private static IEnumerable<(T Item, string More)> Told<T>(IReadOnlyList<T> all) =>
        all.Take(MostTold).Select((item, i) => (item, i == MostTold - 1 && all.Count > MostTold ? $"; so do {all.Count - MostTold} more rows" : ""));

    private void Prove(CheckedRuleSet rules)
    {
        foreach (var finding in RuleProof.Of(rules))
        {
            Report(finding, rules.Exclusions.Contains(finding.Rule));
        }

        foreach (var read in LaterFacts.Of(rules))
        {
            var date = $"{read.Entity}.{read.Field}";
            var (cause, remedy) = read.End is { } end
                ? ($"{read.Rule.Id} reads rows of {read.Entity} up to {end}, after the unit's date: when the period is calculated they may not all be there", $"when this is meant, end it with the period too, by a condition such as {date} <= period.end")
                : ($"{read.Rule.Id} reads rows of {read.Entity} of any date, also after the unit's: its outcome changes when later facts come in", $"add a condition such as {date} <= {definition.Unit!.Date}, or {date} <= period.end");
            read.Rule.Definition.When.Report(DiagnosticCatalog.LaterFacts, cause, remedy, diagnostics);
        }
    }

    private void Report(RuleFinding finding, bool excludes)
    {
        var id = finding.Rule.Id;
        var others = string.Join(" and ", finding.Because.Select(r => r.Id));
        var given = finding.Because.IsEmpty ? ", whatever the facts" : $" of a unit for which {others} {(finding.Because.Length == 1 ? "is" : "are")} true";
        var (code, cause, remedy) = (finding.Fate, excludes) switch
        {
            (RuleFate.NeverTrue, false) => (DiagnosticCatalog.RuleNeverTrue, $"{id} is never true{given}: no unit is ever eligible", "look for a value, a sign or a code that is not as meant"),
            (RuleFate.NeverTrue, true) => (DiagnosticCatalog.RuleNeverTrue, $"{id} is never true{given}: it excludes nobody", "take the exclusion out, or look for a value, a sign or a code that is not as meant"),
            (RuleFate.NeverFalse, false) => (DiagnosticCatalog.RuleNeverFalse, $"{id} is never false{given}: it leaves nobody out", "take the rule out, or look for a value, a sign or a code that is not as meant"),
            (RuleFate.NeverFalse, true) => (DiagnosticCatalog.RuleNeverFalse, $"{id} is never false{given}: every eligible unit is excluded", "look for a value, a sign or a code that is not as meant"),
            _ => (DiagnosticCatalog.RuleSaidAlready, $"whenever {id} is true, {others} is true too: it excludes nobody more", "keep it when its outcome is wanted by itself, or take it out"),
        };
        finding.Rule.Definition.When.Report(code, cause, remedy, diagnostics, [.. finding.Because.Select(r => new RelatedPlace(r.Definition.When.Location, $"{r.Id}: {r.Definition.When.Text}"))]);
    }
}

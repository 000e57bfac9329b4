using System.Collections.Immutable;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Masks;
using Cahier.Calculation.Results;
using Cahier.Facts.Columns;
using Cahier.Feel.Checking;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;
using Cahier.Rules.Checking;

namespace Cahier.Calculation.Runs;

/// <summary>Finds an expression for every row, unit or participant.</summary>
internal interface IColumnCalculator
{
    /// <summary>Fills a column.</summary>
    /// <param name="kind">What its places are.</param>
    /// <param name="expression">What to find.</param>
    /// <param name="target">Where to write it, and for which places.</param>
    void Fill(LoopKind kind, CheckedExpression expression, ResultColumn target);

    /// <summary>Finds the amounts of a line for units, rounded.</summary>
    void FillAmounts(CheckedLine line, NumberResults target);

    /// <summary>Does work for the places from 0 to below a number, in parts that write nothing in common: each part as if it were alone.</summary>
    void Share(int count, Action<int, int> work);

    /// <summary>Makes ready what is going to be filled for units, side by side.</summary>
    void Prepare(IEnumerable<CheckedExpression> ofUnits);

    /// <summary>The column that an expression over a row of the unit's entity merely reads; null (C#) when it has to be calculated.</summary>
    Column? ColumnOf(CheckedExpression expression);

    /// <summary>Finds many conditions for every unit, each in its own column.</summary>
    void FillConditions(IReadOnlyList<CheckedExpression> conditions, ImmutableArray<BooleanResults> targets);
}

/// <summary>Calculates with compiled loops, ranges of places side by side. Each place is written by one thread, so the result is the same on any number.</summary>
internal sealed class CompiledCalculator(CompiledRuleSet rules, RunFrame frame, int threads, RunsTogether? together) : IColumnCalculator
{
    private const int PlacesInRange = 16 * MaskBlock.Units;

    private const int PartsOfThread = 16;

    // What a run before its parameters begin asks is walked.
    private readonly bool isCompiled = frame.HaveConstantsValues;

    /// <summary>The same for another frame of the same rules.</summary>
    public CompiledCalculator For(RunFrame other) => new(rules, other, threads, together);

    public void Fill(LoopKind kind, CheckedExpression expression, ResultColumn target) => Fill(kind, expression, target, null);

    public void FillAmounts(CheckedLine line, NumberResults target)
    {
        Fill(LoopKind.Units, line.Amount, target, line.Rounding);
        Share(target.Places.Slots, (from, to) => target.Round(line.Rounding, from, to));
    }

    private void Fill(LoopKind kind, CheckedExpression expression, ResultColumn target, MoneyRounding? rounding)
    {
        var kept = kind == LoopKind.Units ? frame.Kept : null;
        if (kept?.TryTake(expression, target) != true)
        {
            Find(kind, expression, target, rounding);
        }

        kept?.Keep(expression, target);
    }

    private void Find(LoopKind kind, CheckedExpression expression, ResultColumn target, MoneyRounding? rounding)
    {
        if (kind == LoopKind.Units)
        {
            FindRows(expression, target.Places);
        }

        if (kind == LoopKind.Units && target is NumberResults numbers && NumberPass.For(expression, frame, target.Places, rounding) is { } pass)
        {
            InRanges(numbers.Places.Slots, (from, to) => pass.Run(numbers, numbers.Places.Marks, from, to));
            numbers.Whole = pass.Whole;
            return;
        }

        if (kind == LoopKind.Units && target is RowResults rows && frame.Participants.Table is not null && isCompiled && new SameMeaning(frame.RuleSet).IsParticipant(expression))
        {
            InRanges(rows.Places.Slots, (from, to) => TakeParticipants(rows, from, to));
            return;
        }

        var shared = isCompiled ? together : null;
        if (shared?.TryTake(frame, kind, expression, target) == true)
        {
            return;
        }

        // What is carried of sums, code knows nothing of.
        var loop = !isCompiled || (kind == LoopKind.Participants && frame.Carried is { HasSums: true }) ? LoopCode.Walk(kind, expression) : rules.LoopOf(kind, expression);
        InRanges(target.Places.Slots, (from, to) => loop(frame, target, target.Places.Marks, from, to));
        shared?.Keep(frame, kind, expression, target);
    }

    /// <summary>Looks for the rows that an expression reads, where that was not done for another.</summary>
    private void FindRows(CheckedExpression expression, Places places)
    {
        foreach (var value in RowValues.ReadBy(expression, frame.RuleSet).Where(v => frame.Units.FindRows(v.Symbol, places) is null))
        {
            var rows = new RowResults(places);
            Find(LoopKind.Units, value.Expression, rows, null);
            frame.Units.AddRows(value.Symbol, rows);
        }
    }

    private void TakeParticipants(RowResults rows, int from, int to)
    {
        for (var slot = from; slot < to; slot++)
        {
            if (rows.Places.Marks is not { } marks || marks[slot] != 0)
            {
                rows.SetAt(slot, frame.Participants.RowOf(frame.Units.Participants[rows.Places.PlaceAt(slot)]));
            }
        }
    }

    // Places may differ much in the work they take, as participants do: several parts for each thread.
    public void Share(int count, Action<int, int> work)
    {
        var places = Math.Max(1, count / (threads * PartsOfThread));
        InRanges(count, places, work);
    }

    public void Prepare(IEnumerable<CheckedExpression> ofUnits)
    {
        if (threads > 1 && isCompiled)
        {
            Parallel.ForEach(ofUnits.Where(e => together?.Has(frame, LoopKind.Units, e) != true && NumberPass.For(e, frame, Places.All(frame.Units.Count)) is null), new ParallelOptions { MaxDegreeOfParallelism = threads }, expression => rules.LoopOf(LoopKind.Units, expression));
        }
    }

    public void FillConditions(IReadOnlyList<CheckedExpression> conditions, ImmutableArray<BooleanResults> targets)
    {
        var pass = new MaskPass(frame);
        var found = Enumerable.Range(0, conditions.Count).Where(c => frame.Kept?.TryTake(conditions[c], targets[c]) != true).ToList();
        found.ForEach(c => FindRows(conditions[c], targets[c].Places));
        var left = found.Where(c => !pass.TryAdd(conditions[c], targets[c])).ToList();
        Prepare(left.Select(c => conditions[c]));
        left.ForEach(c => Find(LoopKind.Units, conditions[c], targets[c], null));

        if (!pass.IsEmpty)
        {
            InRanges(frame.Units.Count, pass.Run);
        }

        for (var c = 0; c < conditions.Count; c++)
        {
            frame.Kept?.Keep(conditions[c], targets[c]);
        }
    }

    public Column? ColumnOf(CheckedExpression expression) =>
        expression.Root is PathNode { Target: NameNode unit } path && expression.SymbolOf(unit) is RuleSymbol { Kind: RuleSymbolKind.Unit }
        && frame.RuleSet.UnitEntity.TryFind(path.Name, out var field) && field.Kind == RowFieldKind.Scalar
            ? frame.Column(frame.RuleSet.UnitEntity.Entity, field.Ordinal)
            : null;

    private void InRanges(int count, Action<int, int> work) => InRanges(count, PlacesInRange, work);

    private void InRanges(int count, int places, Action<int, int> work)
    {
        var ranges = (count + places - 1) / places;
        void InRange(int range) => work(range * places, Math.Min(count, (range + 1) * places));

        // In ranges on one thread too: what is called often is soon compiled well.
        if (ranges <= 1 || threads == 1)
        {
            for (var range = 0; range < Math.Max(1, ranges); range++)
            {
                InRange(range);
            }

            return;
        }

        Parallel.For(
            0,
            ranges,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            InRange);
    }
}

/// <summary>Calculates by walking trees, one place after the other.</summary>
internal sealed class InterpretingCalculator(RunFrame frame) : IColumnCalculator
{
    public void Fill(LoopKind kind, CheckedExpression expression, ResultColumn target) =>
        LoopCode.Walk(kind, expression)(frame, target, target.Places.Marks, 0, target.Places.Slots);

    public void FillAmounts(CheckedLine line, NumberResults target)
    {
        Fill(LoopKind.Units, line.Amount, target);
        target.Round(line.Rounding, 0, target.Places.Slots);
    }

    public void Share(int count, Action<int, int> work) => work(0, count);

    public void Prepare(IEnumerable<CheckedExpression> ofUnits)
    {
    }

    public void FillConditions(IReadOnlyList<CheckedExpression> conditions, ImmutableArray<BooleanResults> targets)
    {
        for (var c = 0; c < conditions.Count; c++)
        {
            Fill(LoopKind.Units, conditions[c], targets[c]);
        }
    }

    public Column? ColumnOf(CheckedExpression expression) => null;
}

using System.Collections.Concurrent;
using Cahier.Feel.Checking;
using Cahier.Rules.Checking;

namespace Cahier.Calculation.Compilation;

/// <summary>A checked rule set with the loops of its expressions, made when first needed and then kept for every snapshot. Safe to share between threads.</summary>
public sealed class CompiledRuleSet
{
    private readonly ConcurrentDictionary<(LoopKind, CheckedExpression), Lazy<ColumnLoop>> loops = new();

    private CompiledRuleSet(CheckedRuleSet ruleSet) => RuleSet = ruleSet;

    public CheckedRuleSet RuleSet { get; }

    /// <summary>Makes a rule set ready to run.</summary>
    public static CompiledRuleSet Compile(CheckedRuleSet ruleSet) => new(ruleSet);

    internal ColumnLoop LoopOf(LoopKind kind, CheckedExpression expression) =>
        loops.GetOrAdd((kind, expression), key => new Lazy<ColumnLoop>(() => LoopCode.Compile(RuleSet, key.Item1, key.Item2))).Value;
}

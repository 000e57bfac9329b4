using System.Collections.Immutable;

namespace Cahier.Cli.Benching;

/// <summary>What a machine can carry, measured on it.</summary>
/// <param name="Machine">The machine.</param>
/// <param name="TenRules">Ten rules beside code written by hand.</param>
/// <param name="Growth">What a rule costs as rules become more.</param>
/// <param name="Populations">The French cahiers on invented populations.</param>
internal sealed record BenchReport(Machine Machine, TenRulesFigures TenRules, ImmutableArray<GrowthFigures> Growth, ImmutableArray<PopulationFigures> Populations);

/// <summary>Ten rules on the same rows in several ways, all in one process.</summary>
/// <param name="Rows">How many rows.</param>
/// <param name="Ways">The ways; code written by hand over objects is the first.</param>
internal sealed record TenRulesFigures(int Rows, ImmutableArray<WayFigures> Ways);

/// <summary>One way of finding the outcomes of ten rules.</summary>
/// <param name="Way">Its name.</param>
/// <param name="NanosecondsPerRule">For one rule on one row.</param>
/// <param name="RatioToObjects">Against code written by hand over objects: 0.1 is ten times as fast.</param>
internal sealed record WayFigures(string Way, double NanosecondsPerRule, double RatioToObjects);

/// <summary>A cahier with a number of rules.</summary>
/// <param name="Rules">How many rules.</param>
/// <param name="CheckMilliseconds">Reading and checking its text.</param>
/// <param name="FirstRunMilliseconds">Its first run, with making the code of the rules.</param>
/// <param name="NanosecondsPerRule">Of a later run, on one thread, for one rule on one row.</param>
internal sealed record GrowthFigures(int Rules, double CheckMilliseconds, double FirstRunMilliseconds, double NanosecondsPerRule);

/// <summary>The French cahiers on one population.</summary>
/// <param name="Beneficiaries">How many people.</param>
/// <param name="Rows">How many rows of facts they have.</param>
/// <param name="Units">How many units the cahiers judged together.</param>
/// <param name="Cahiers">Which versions ran.</param>
/// <param name="Steps">From facts to files.</param>
/// <param name="AgainShare">What it costs to evaluate again when few bundles changed, as a part of evaluating all.</param>
internal sealed record PopulationFigures(int Beneficiaries, long Rows, long Units, ImmutableArray<string> Cahiers, ImmutableArray<StepFigures> Steps, double AgainShare);

/// <summary>A step from facts to files.</summary>
/// <param name="Step">Its name.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="ProcessorSeconds">How long processors worked at it, all of them together.</param>
/// <param name="RowsPerSecond">Rows of facts; none where the step does not go through them.</param>
/// <param name="PeakMegabytes">The most memory that the process held meanwhile; none where the system does not say.</param>
internal sealed record StepFigures(string Step, double Seconds, double ProcessorSeconds, long? RowsPerSecond, long? PeakMegabytes);

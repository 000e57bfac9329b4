using System.Security.Cryptography;
using System.Text;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Kept;
using Cahier.Calculation.Output;
using Cahier.Facts.Snapshots;
using Cahier.Rules.Versions;

namespace Cahier.Storage.Shares;

/// <summary>A run that hosts share while it is calculated.</summary>
/// <param name="Key">By what hosts know that they mean the same: texts, model, period, facts, and the very build of the engine.</param>
/// <param name="Cahier">Whose run it is.</param>
/// <param name="Version">Of which text.</param>
/// <param name="RuleHash">The hash of that text.</param>
/// <param name="SnapshotHash">The facts, and which fields of them.</param>
/// <param name="EngineVersion">Of the engine.</param>
/// <param name="From">The first day of the period.</param>
/// <param name="To">The last day of the period.</param>
public sealed record SharedRun(string Key, string Cahier, string Version, string RuleHash, string SnapshotHash, string EngineVersion, string From, string To)
{
    /// <summary>The run of a text on a snapshot for a period, by this build of the engine.</summary>
    public static SharedRun Of(CompiledRuleSet rules, Period period, string snapshotHash)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var definition = rules.RuleSet.Definition;
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{UnitPiece.NameOf(rules, period.From, period.To)}\n{snapshotHash}")));
        return new SharedRun(key, definition.Cahier, definition.Version, definition.Hash, snapshotHash, Calculation.Output.EngineVersion.Current, period.From.ToString(), period.To.ToString());
    }
}

/// <summary>Where a share of a run stands. A share whose host has not been heard of for too long is free.</summary>
public enum ShareState
{
    /// <summary>Whoever comes may take it.</summary>
    Free,

    /// <summary>A host works on it.</summary>
    Taken,

    /// <summary>What was found of it is in the store.</summary>
    Done,
}

/// <summary>A share of a run.</summary>
/// <param name="Number">Counted from 0. The last is to put the others together; it has no roots of its own.</param>
/// <param name="Roots">The bundles whose units are to be found.</param>
/// <param name="State">Where it stands, by the clock of the database.</param>
public sealed record RunShare(int Number, RootRange Roots, ShareState State)
{
    /// <summary>Whether it is to put the others together.</summary>
    public bool IsWhole => Roots.From == Roots.To;
}

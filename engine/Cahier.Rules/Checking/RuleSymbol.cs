using Cahier.Feel.Checking;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Rules.Checking;

/// <summary>What a name of a cahier stands for.</summary>
public enum RuleSymbolKind
{
    /// <summary>The row that is judged.</summary>
    Unit,

    /// <summary>A row of the reference entity that a cohort value is made of.</summary>
    Row,

    /// <summary>The period of the run: its <c>start</c> and <c>end</c>.</summary>
    Period,
    Parameter,
    Table,
    Function,

    /// <summary>A function in JavaScript.</summary>
    Script,

    /// <summary>A value of the unit.</summary>
    Value,

    /// <summary>A payment line of the unit.</summary>
    UnitLine,

    /// <summary>The participant: a row, or its name.</summary>
    Participant,

    /// <summary>The participant's included units.</summary>
    Units,
    Indicator,
    CohortValue,

    /// <summary>A payment line of the participant.</summary>
    ParticipantLine,
}

/// <summary>A name of a cahier. Equal only to itself.</summary>
public sealed class RuleSymbol : GlobalSymbol, IKnownNonZero
{
    internal RuleSymbol(RuleSymbolKind kind, string name, TypeFact fact, bool isNonZero = false)
        : base(name, fact)
    {
        Kind = kind;
        IsNonZero = isNonZero;
    }

    public RuleSymbolKind Kind { get; }

    public bool IsNonZero { get; }
}

/// <summary>Names that nothing in a cahier may take.</summary>
internal static class ReservedNames
{
    public const string Period = "period";
    public const string Participant = "participant";
    public const string Units = "units";
    public const string Item = "item";

    public static bool Contains(string name) => name is Period or Participant or Units or Item or "partial";
}

/// <summary>A value in force from a day on.</summary>
public readonly record struct DatedValue(Date From, FeelValue Value);

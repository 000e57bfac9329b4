using Cahier.Generator.Rooms;
using Cahier.Generator.Sinks;

namespace Cahier.Generator.Lives;

/// <summary>A town act; professionals count from 1.</summary>
internal readonly record struct Act(ActKind Kind, int? Professional, int Quantity, Cents Base, Cents Amount, Cents? Excess);

/// <summary>A dispensation; the prescribing hospital is set when <paramref name="FromHospital"/>, unless missing.</summary>
internal readonly record struct Dispensation(
    Drug Drug,
    int Boxes,
    bool LargePack,
    Cents Amount,
    bool FromHospital,
    DateOnly? Prescribed,
    int? Establishment,
    int? Professional);

/// <summary>A long-term condition; without an end it goes on.</summary>
internal readonly record struct Condition(ConditionKind Kind, string Icd10, DateOnly? End);

/// <summary>An enrolment with a professional and, through him, a group; or an inclusion in an experiment, by a hospital for some.</summary>
internal readonly record struct Enrolment(string Kind, int? Professional, int? Group, DateOnly? End)
{
    public int? Establishment { get; init; }

    public string? Experiment { get; init; }
}

/// <summary>One score of a questionnaire, 0 to 100.</summary>
internal readonly record struct Answer(string Questionnaire, string Dimension, string Moment, int? Score);

/// <summary>A pre-operative screening.</summary>
internal readonly record struct Screening(string Kind, bool? Positive, bool? Treated);

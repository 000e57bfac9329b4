namespace Cahier.Feel.Diagnostics;

public static partial class DiagnosticCatalog
{
    // C7: cahiers.
    public static DiagnosticCode NothingToRemove { get; } = Error("C701", "a removal of something that is not there");

    public static DiagnosticCode UnknownVersion { get; } = Error("C702", "an amended version or file that is not there");

    public static DiagnosticCode AmendsItself { get; } = Error("C703", "a version that amends itself");

    public static DiagnosticCode FileNameDiffers { get; } = Error("C704", "a name that differs from the file's or folder's");

    public static DiagnosticCode UnknownModel { get; } = Error("C705", "an unknown model");

    public static DiagnosticCode UnitEntity { get; } = Error("C706", "a unit that is no entity of the model");

    public static DiagnosticCode NameUsedTwice { get; } = Error("C707", "one name for two things");

    public static DiagnosticCode DependsOnItself { get; } = Error("C708", "a definition that depends on itself");

    public static DiagnosticCode ParameterGap { get; } = Error("C709", "a parameter without a value for part of the time");

    public static DiagnosticCode ParameterValue { get; } = Error("C710", "a parameter whose values are not constants of one kind");

    public static DiagnosticCode BadTable { get; } = Error("C711", "a table whose rows do not fit its columns");

    public static DiagnosticCode BadIndicator { get; } = Error("C712", "an indicator whose keys do not fit its type");

    public static DiagnosticCode BadCohortValue { get; } = Error("C713", "a cohort value of something that cannot be taken together");

    public static DiagnosticCode NotMoney { get; } = Error("C714", "a payment line that is not an amount of money");

    public static DiagnosticCode MissingSection { get; } = Error("C715", "a section that a whole version must have");

    public static DiagnosticCode UnknownSource { get; } = Warning("C716", "no source or standing given");

    public static DiagnosticCode JudgedByCohort { get; } = Error("C717", "eligibility or exclusion that depends on results");

    public static DiagnosticCode VersionOverlap { get; } = Error("C718", "two versions for the same days");

    public static DiagnosticCode PublishedTextChanged { get; } = Error("C719", "a published text that has changed");

    public static DiagnosticCode TableCsv { get; } = Error("C720", "a table's CSV file that cannot be used");

    public static DiagnosticCode NoUse { get; } = Warning("C721", "a name that nothing uses");

    public static DiagnosticCode TableOverlap { get; } = Error("C722", "rows of a table that match together and may not");

    public static DiagnosticCode RowNeverMatches { get; } = Warning("C723", "a row of a table that can never match");

    public static DiagnosticCode TableGap { get; } = Note("C724", "values for which a table says nothing");

    public static DiagnosticCode TakesPart { get; } = Error("C728", "a condition of taking part that cannot be asked of every participant");

    public static DiagnosticCode BadScript { get; } = Error("C731", "a script whose parts do not fit");

    public static DiagnosticCode ScriptSyntax { get; } = Error("C732", "a script that cannot be read");

    public static DiagnosticCode ScriptRefused { get; } = Error("C733", "something that a script may not hold");

    public static DiagnosticCode ScriptUse { get; } = Note("C734", "a script in use");

    public static DiagnosticCode TableDmn { get; } = Error("C741", "a table's DMN file that cannot be used");

    public static DiagnosticCode TableHit { get; } = Error("C742", "a hit policy that does not fit the outputs of its table");
}

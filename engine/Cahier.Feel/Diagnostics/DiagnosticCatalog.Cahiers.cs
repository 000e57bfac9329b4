namespace Cahier.Feel.Diagnostics;

public static partial class DiagnosticCatalog
{
    // C7: cahiers.
    public static DiagnosticCode NothingToRemove { get; } = Error(
        "C701",
        "a removal of something that is not there",
        "The version takes out something that the version it amends does not have.",
        "Correct the name under remove:, or take it out of there.");

    public static DiagnosticCode UnknownVersion { get; } = Error(
        "C702",
        "an amended version or file that is not there",
        "The cahier, version or file that is named is not in the folder.",
        "Correct the name, or add the file.");

    public static DiagnosticCode AmendsItself { get; } = Error(
        "C703",
        "a version that amends itself",
        "Amendments go round in a circle, so there is no text to begin from.",
        "Amend an earlier version.");

    public static DiagnosticCode FileNameDiffers { get; } = Error(
        "C704",
        "a name that differs from the file's or folder's",
        "A version is found by the names of its folder and file, and the text says another.",
        "Write the same name in both.");

    public static DiagnosticCode UnknownModel { get; } = Error(
        "C705",
        "an unknown model",
        "There is no file of this name in schemas/model/.",
        "Correct the name, or add the model.");

    public static DiagnosticCode UnitEntity { get; } = Error(
        "C706",
        "a unit that is no entity of the model",
        "The rows that a cahier judges must be those of an entity of its model.",
        "Name an entity of the model.");

    public static DiagnosticCode NameUsedTwice { get; } = Error(
        "C707",
        "one name for two things",
        "Nobody could tell which of the two is meant.",
        "Give one of them another name.");

    public static DiagnosticCode DependsOnItself { get; } = Error(
        "C708",
        "a definition that depends on itself",
        "To calculate it one would have to know it already.",
        "Say it without reading what is made of it.");

    public static DiagnosticCode ParameterGap { get; } = Error(
        "C709",
        "a parameter without a value for part of the time",
        "A unit of those days would have no value to be calculated with.",
        "Add the value in force on the day that the message names.");

    public static DiagnosticCode ParameterValue { get; } = Error(
        "C710",
        "a parameter whose values are not constants of one kind",
        "A parameter is a number, text, date or duration that stands in the text, of one kind through time.",
        "Write a value such as 10900, 0.5 or duration(\"P365D\").");

    public static DiagnosticCode BadTable { get; } = Error(
        "C711",
        "a table whose rows do not fit its columns",
        "A row needs a cell for each column, of the column's kind.",
        "Write one cell for each input and output, and - where an input does not matter.");

    public static DiagnosticCode BadIndicator { get; } = Error(
        "C712",
        "an indicator whose keys do not fit its type",
        "The kind of indicator decides which keys it has.",
        "Write the keys that the message names.");

    public static DiagnosticCode BadCohortValue { get; } = Error(
        "C713",
        "a cohort value of something that cannot be taken together",
        "Only figures that each participant or unit has, or each row of a reference entity, can be taken together.",
        "Name an indicator, a value that is a number, or a payment line of units; or write over: with a reference entity, and of: with a number of its rows.");

    public static DiagnosticCode DatedFigureOfUnit { get; } = Error(
        "C729",
        "a unit that is found by a figure that changes in time",
        "Figures with several dates are looked up by the unit's date: its date and its participant cannot wait for that.",
        "Find the unit's date and participant from facts, by functions that read no such figure.");

    public static DiagnosticCode NotMoney { get; } = Error(
        "C714",
        "a payment line that is not an amount of money",
        "What is paid must have a currency, and this has another unit or none.",
        "Calculate it from fields or parameters whose unit is a currency, such as EUR.");

    public static DiagnosticCode MissingSection { get; } = Error(
        "C715",
        "a section that a whole version must have",
        "A version that amends no other must say everything.",
        "Add the section, or say with amends: which version this one changes.");

    public static DiagnosticCode UnknownSource { get; } = Warning(
        "C716",
        "no source or standing given",
        "A reader cannot tell whether the figure is the text's or made up.",
        "Add source:, and basis: illustrative for a figure that is made up.");

    public static DiagnosticCode JudgedByCohort { get; } = Error(
        "C717",
        "eligibility or exclusion that depends on results",
        "Who is included cannot depend on what is measured of those who are included.",
        "Judge units by facts only.");

    public static DiagnosticCode VersionOverlap { get; } = Error(
        "C718",
        "two versions for the same days",
        "Both versions apply on the same days, so a unit would have two outcomes.",
        "End the earlier one with applies: { to: … }.");

    public static DiagnosticCode PublishedTextChanged { get; } = Error(
        "C719",
        "a published text that has changed",
        "A published text is a promise; payments were calculated with it.",
        "Undo the change, and write it as a new version that amends this one.");

    public static DiagnosticCode TableCsv { get; } = Error(
        "C720",
        "a table's CSV file that cannot be used",
        "The CSV file is not there, or its lines do not fit the table's columns.",
        "Write the column names as first line, one cell for each column, cells separated by commas.");

    public static DiagnosticCode NoUse { get; } = Warning(
        "C721",
        "a name that nothing uses",
        "What nothing reads changes nothing; it may be misspelt where it was meant to be used.",
        "Use it, or take it out.");

    public static DiagnosticCode TableOverlap { get; } = Error(
        "C722",
        "rows of a table that match together and may not",
        "For some facts two rows answer, and the table does not say which of them counts.",
        "Make the cells of the two rows exclude each other, or say with hit: first that the upper one counts.");

    public static DiagnosticCode RowNeverMatches { get; } = Warning(
        "C723",
        "a row of a table that can never match",
        "No facts ever lead to this row: rows above it already cover it, or its cells ask for something that does not exist.",
        "Take the row out, or correct its cells.");

    public static DiagnosticCode TableGap { get; } = Note(
        "C724",
        "values for which a table says nothing",
        "For the values named no row answers, and what is looked up is then unknown.",
        "Add a row for them, or default:, if they can occur.");

    public static DiagnosticCode TakesPart { get; } = Error(
        "C728",
        "a condition of taking part that cannot be asked of every participant",
        "Who takes part is decided before anything is measured, by facts that every participant has.",
        "Write a condition on facts of the participant that are always there.");

    public static DiagnosticCode BadScript { get; } = Error(
        "C731",
        "a script whose parts do not fit",
        "A script needs the names and kinds of what it is given and gives, and a body that is there.",
        "Write the parts as the message shows them.");

    public static DiagnosticCode ScriptSyntax { get; } = Error(
        "C732",
        "a script that cannot be read",
        "The text of the script is not JavaScript that can be read.",
        "Correct the script at the place that the message names.");

    public static DiagnosticCode ScriptRefused { get; } = Error(
        "C733",
        "something that a script may not hold",
        "A script calculates from what it is given and reaches nothing else, so that a run can be repeated.",
        "Take it out, and give the script what it needs as a parameter.");

    public static DiagnosticCode ScriptUse { get; } = Note(
        "C734",
        "a script in use",
        "A script is the exception, for what an expression cannot say, and every use of one is listed.",
        "Nothing is to be done when it is needed; write an expression where one will do.");

    public static DiagnosticCode TableDmn { get; } = Error(
        "C741",
        "a table's DMN file that cannot be used",
        "The DMN file is not there, cannot be read, or has no such table.",
        "Correct the name after from:, or add the file beside the cahier.");

    public static DiagnosticCode TableHit { get; } = Error(
        "C742",
        "a hit policy that does not fit the outputs of its table",
        "Sums, minima, maxima and priorities need outputs that can be taken together or put in an order.",
        "Choose another hit policy, or give the outputs as it needs them.");

    public static DiagnosticCode NoDefault { get; } = Note(
        "C751",
        "a table without an answer for other texts",
        "A text or code that no row names has no answer, and what is looked up is then unknown.",
        "Add default: when such texts can occur.");

    public static DiagnosticCode TableUnproven { get; } = Note(
        "C752",
        "a table of which nothing is proven",
        "A cell that calculates, or rows that overlap in very many ways, are not looked into: gaps and overlaps may be there.",
        "Write cells as values, comparisons and ranges, and calculate before the table is called.");

    public static DiagnosticCode RuleNeverTrue { get; } = Warning(
        "C753",
        "a rule that is never true",
        "No facts are thinkable for which the rule holds, given the others, the codes of the model and the parameters.",
        "Look for a value, a sign or a code that is not as meant, in this rule or in those named with it.");

    public static DiagnosticCode RuleNeverFalse { get; } = Warning(
        "C754",
        "a rule that is never false",
        "Whatever the facts, the rule holds, given the others, the codes of the model and the parameters.",
        "Look for a value, a sign or a code that is not as meant, or take the rule out.");

    public static DiagnosticCode RuleSaidAlready { get; } = Note(
        "C755",
        "an exclusion of what another one excludes already",
        "Whenever the exclusion is true, another one is true too, so it excludes nobody more.",
        "Keep it when its outcome is wanted by itself, or take it out.");

    public static DiagnosticCode VersionGap { get; } = Warning(
        "C756",
        "days without a version",
        "Units of those days are judged by no version.",
        "End the earlier version later or begin the next one earlier, unless nothing is paid on those days.");

    public static DiagnosticCode LaterFacts { get; } = Warning(
        "C757",
        "a rule that reads facts dated after the unit",
        "Eligibility or an exclusion reads rows whose dates nothing ends, or that end only after the unit's date, so that the outcome depends on what has come in when it is calculated.",
        "Compare a date of the rows with the unit's date, or with period.end when what comes after the unit counts.");

    public static DiagnosticCode LibraryUse { get; } = Error(
        "C761",
        "a library that cannot be used",
        "The library or its version is not there, is of another model, or two libraries say the same name.",
        "Correct the name under uses:, or add the library.");

    public static DiagnosticCode BadParagraph { get; } = Error(
        "C771",
        "a paragraph of source.md that cannot be read",
        "A paragraph begins with a heading that gives its id, its title and its standing, and says something below it; no two have one id.",
        "Write for example: ## P3 — Exclusion (official), and below it what the text asks.");

    public static DiagnosticCode UnknownParagraph { get; } = Error(
        "C772",
        "a paragraph that source.md does not have",
        "Something says that it carries out a paragraph, but the file source.md beside the cahier has no paragraph of that id.",
        "Correct the id, or write the paragraph.");

    public static DiagnosticCode RuleWithoutParagraph { get; } = Error(
        "C773",
        "a rule that names no paragraph of its source",
        "The cahier has a file source.md, so each rule, indicator, cohort value and payment line says which of its paragraphs it carries out.",
        "Add paragraphs: with their ids, for example paragraphs: [P1].");

    public static DiagnosticCode ParagraphNotCarried { get; } = Error(
        "C774",
        "a paragraph that nothing carries out",
        "The texts ask something that no rule, value, parameter or line of any version of the cahier says it does.",
        "Add the paragraph's id to what carries it out, or take the paragraph out.");

    public static DiagnosticCode StandingDiffers { get; } = Error(
        "C775",
        "a basis that the paragraphs do not bear out",
        "What is said to be official carries out nothing but paragraphs that are illustrative.",
        "Correct the basis or the source, or the standing of the paragraph.");
}

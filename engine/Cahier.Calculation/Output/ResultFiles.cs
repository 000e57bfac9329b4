using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Cahier.Calculation.Output;

/// <summary>The files of a run: tables as CSV, then <c>summary.json</c> with the hash of it all.</summary>
public static class ResultFiles
{
    /// <summary>The file that holds the summary; where it stands, the results are whole.</summary>
    public const string Summary = "summary.json";

    private const string Decisions = "decisions.csv";
    private const string Payments = "payments.csv";

    private static readonly ImmutableArray<(string Name, Action<RunReport, HashedTable> Write)> Tables =
    [
        (Decisions, ResultTables.Decisions),
        ("indicators.csv", ResultTables.Indicators),
        ("cohort.csv", ResultTables.Cohort),
        (Payments, ResultTables.Payments),
        ("unknown.csv", ResultTables.Unknown),
        ("rejected.csv", ResultTables.Rejected),
    ];

    /// <summary>The names of all files.</summary>
    public static IEnumerable<string> Names => Tables.Select(t => t.Name).Append(Summary);

    /// <summary>Writes the tables and gives the summary with their hash, still without timings.</summary>
    /// <param name="report">The run.</param>
    /// <param name="open">Opens a file by name; <see cref="Stream.Null"/> will do when only the hash is wanted.</param>
    public static RunSummary WriteTables(RunReport report, Func<string, Stream> open) => Write(report, open).Summary;

    /// <summary>Writes the tables and gives the summary and the hashes of parts of tables, by which the next run need not find them again.</summary>
    /// <inheritdoc cref="WriteTables"/>
    public static WrittenResults Write(RunReport report, Func<string, Stream> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        return Write(report, open, null);
    }

    /// <summary>Finds the hash of results without writing them: of parts of tables that are known nothing is made.</summary>
    /// <param name="report">The run.</param>
    /// <param name="known">What is known of it; where parts are left, their hashes are filled in.</param>
    public static WrittenResults Hash(RunReport report, ResultParts? known) => Write(report, _ => Stream.Null, known);

    private static WrittenResults Write(RunReport report, Func<string, Stream> open, ResultParts? known)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var ofUnits = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var (name, write) in Tables)
        {
            using var table = new HashedTable(open(name), report.Form, name switch { Decisions => known?.Decisions, Payments => known?.Payments, _ => null });
            write(report, table);
            all.AppendData(Encoding.UTF8.GetBytes($"{name} {Convert.ToHexStringLower(table.Hash())}\n"));
            ofUnits[name] = table.OfUnits;
        }

        var summary = Summarizing.Summarize(report);
        all.AppendData(SummaryJson.Write(summary));
        return new WrittenResults(summary with { ResultHash = Convert.ToHexStringLower(all.GetHashAndReset()) }, ofUnits[Decisions], ofUnits[Payments]);
    }

    /// <summary>Writes a summary as JSON text, ended by a line feed.</summary>
    public static string ToJson(RunSummary summary) => Encoding.UTF8.GetString(SummaryJson.Write(summary)) + "\n";

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static RunSummary FromJson(string text) => SummaryJson.Read(text) ?? throw new FormatException("the text is no summary of a run");
}

using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Cahier.Calculation.Output;

/// <summary>The files of a run: tables as CSV, then <c>summary.json</c> with the hash of it all.</summary>
public static class ResultFiles
{
    /// <summary>The file that holds the summary; where it stands, the results are whole.</summary>
    public const string Summary = "summary.json";

    private static readonly ImmutableArray<(string Name, Action<RunReport, Stream> Write)> Tables =
    [
        ("decisions.csv", ResultTables.Decisions),
        ("indicators.csv", ResultTables.Indicators),
        ("cohort.csv", ResultTables.Cohort),
        ("payments.csv", ResultTables.Payments),
        ("unknown.csv", ResultTables.Unknown),
        ("rejected.csv", ResultTables.Rejected),
    ];

    /// <summary>The names of all files.</summary>
    public static IEnumerable<string> Names => Tables.Select(t => t.Name).Append(Summary);

    /// <summary>Writes the tables and gives the summary with their hash, still without timings.</summary>
    /// <param name="report">The run.</param>
    /// <param name="open">Opens a file by name; <see cref="Stream.Null"/> will do when only the hash is wanted.</param>
    public static RunSummary WriteTables(RunReport report, Func<string, Stream> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, write) in Tables)
        {
            using var file = new HashedStream(open(name));
            write(report, file);
            all.AppendData(Encoding.UTF8.GetBytes($"{name} {Convert.ToHexStringLower(file.Hash())}\n"));
        }

        var summary = Summarizing.Summarize(report);
        all.AppendData(SummaryJson.Write(summary));
        return summary with { ResultHash = Convert.ToHexStringLower(all.GetHashAndReset()) };
    }

    /// <summary>Writes a summary as JSON text, ended by a line feed.</summary>
    public static string ToJson(RunSummary summary) => Encoding.UTF8.GetString(SummaryJson.Write(summary)) + "\n";

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static RunSummary FromJson(string text) => SummaryJson.Read(text) ?? throw new FormatException("the text is no summary of a run");
}

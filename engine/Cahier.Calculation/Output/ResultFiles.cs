using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

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

    private static readonly JsonSerializerOptions AsWritten = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        TypeInfoResolver = SummaryJson.Default,
    };

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
            using var hash = SHA256.Create();
            using (var file = open(name))
            using (var both = new CryptoStream(file, hash, CryptoStreamMode.Write, leaveOpen: true))
            {
                write(report, both);
                both.FlushFinalBlock();
            }

            all.AppendData(Encoding.UTF8.GetBytes($"{name} {Convert.ToHexStringLower(hash.Hash!)}\n"));
        }

        var summary = Summarizing.Summarize(report);
        all.AppendData(JsonSerializer.SerializeToUtf8Bytes(summary, AsWritten));
        return summary with { ResultHash = Convert.ToHexStringLower(all.GetHashAndReset()) };
    }

    /// <summary>Writes a summary as JSON text, ended by a line feed.</summary>
    public static string ToJson(RunSummary summary) => JsonSerializer.Serialize(summary, AsWritten) + "\n";

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static RunSummary FromJson(string text) => JsonSerializer.Deserialize<RunSummary>(text, AsWritten) ?? throw new FormatException("the text is no summary of a run");
}

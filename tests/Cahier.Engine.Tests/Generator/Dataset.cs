using Cahier.Generator;
using Cahier.Generator.Sinks;
using Xunit;

namespace Cahier.Engine.Tests.Generator;

/// <summary>A generated dataset read back, one table at a time.</summary>
public sealed class Dataset : IDisposable
{
    private readonly TemporaryFolder folder = new();

    /// <summary>Twenty thousand people, with few acts: what the tests of content look at.</summary>
    public Dataset() => Write(new PopulationOptions(20_000, seed: 51) { ActsPerBeneficiary = 4 }, Path);

    private string Path => folder.File("data");

    public static void Write(PopulationOptions options, string folder)
    {
        using var sink = new CsvFactSink(folder);
        new Article51Population(options).WriteTo(sink, progress: null, TestContext.Current.CancellationToken);
    }

    /// <summary>The rows of an entity by column; an empty field is a missing fact. Generated facts hold no comma.</summary>
    internal IEnumerable<Row> Rows(string entity)
    {
        string[]? header = null;
        foreach (var line in File.ReadLines(System.IO.Path.Combine(Path, entity + ".csv")))
        {
            if (header is null)
            {
                header = line.Split(',');
                continue;
            }

            yield return new Row(header, line.Split(','));
        }
    }

    public void Dispose() => folder.Dispose();
}

/// <summary>A row of a CSV file.</summary>
internal sealed record Row(string[] Header, string[] Fields)
{
    public string this[string column] => Fields[Array.IndexOf(Header, column)];

    public bool Is(string column) => this[column] == "true";

    public DateOnly Date(string column) => DateOnly.ParseExact(this[column], "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

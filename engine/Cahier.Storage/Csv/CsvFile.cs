using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;
using Cahier.Storage.Rows;
using Sylvan.Data.Csv;

namespace Cahier.Storage.Csv;

/// <summary>Reads the CSV file of one entity: separated by commas, a column for each field.</summary>
/// <param name="path">The file.</param>
/// <param name="entity">What its rows are.</param>
/// <param name="progress">Told, now and then, how many rows were read.</param>
/// <param name="cancellation">Ends reading.</param>
internal sealed class CsvFile(string path, Entity entity, IProgress<(string Entity, long Rows)>? progress, CancellationToken cancellation) : ICsvTaker
{
    private Func<IReadOnlyList<string>, TableLoader?> begin = _ => null;
    private TableLoader? loader;
    private CsvDataReader? reader;
    private RowPipe? pipe;

    /// <summary>Gives the rows to the builder. Gives the problem that stopped it, if any; those of the header stand in the builder.</summary>
    public LoadProblem? ReadInto(SnapshotBuilder builder) => Read(header => builder.Begin(entity.Name, header, path));

    /// <summary>Gives the rows to an entity of the builder that was begun before.</summary>
    public LoadProblem? GoOnInto(SnapshotBuilder builder) => Read(header => builder.Continue(entity.Name, header, path));

    bool ICsvTaker.Begin(CsvDataReader reader, IReadOnlyList<string> header)
    {
        this.reader = reader;
        loader = begin(header);
        pipe = loader is null ? null : new RowPipe(header.Count, Give);
        return loader is not null;
    }

    void ICsvTaker.Take(int line) => pipe!.Add(new Row(reader!), line);

    void ICsvTaker.TakeMalformed(int line, string reason, ReadOnlySpan<char> text) => pipe!.AddMalformed(line, reason, text);

    private LoadProblem? Read(Func<IReadOnlyList<string>, TableLoader?> how)
    {
        begin = how;
        try
        {
            var problem = new CsvText(path, ',', cancellation).ReadTo(this);
            pipe?.Complete();
            return problem;
        }
        finally
        {
            pipe?.Dispose();
        }
    }

    private void Give(RowBatch rows)
    {
        rows.GiveTo(loader!);
        progress?.Report((entity.Name, loader!.Given));
    }

    private readonly struct Row(CsvDataReader reader) : ISourceRow
    {
        public ReadOnlySpan<char> this[int column] => reader.GetFieldSpan(column);

        // The reader has read the text: measured, to look for it takes longer than to take it.
        public ReadOnlySpan<byte> Bytes(int column) => [];
    }
}

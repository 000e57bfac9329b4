using System.Globalization;
using System.Text;

namespace Cahier.Generator.Sinks;

/// <summary>
/// A folder with one CSV an entity. The files grow in a folder beside it and come into place together at the end, so that
/// a run that stops half way leaves the folder as it was.
/// </summary>
public sealed class CsvFactSink : IFactSink
{
    private readonly DatasetFolder folder;
    private readonly SortedDictionary<string, CsvFactTable> tables = new(StringComparer.Ordinal);
    private bool complete;

    /// <param name="folder">A new or empty folder, or one that holds a former generated dataset, which will be replaced.</param>
    /// <exception cref="DatasetFolderException">The folder holds something else.</exception>
    public CsvFactSink(string folder) => this.folder = new DatasetFolder(folder);

    public IFactTable Table(string entity, ReadOnlySpan<string> columns)
    {
        var file = new FileStream(Path.Combine(folder.Partial, entity + ".csv"), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        var table = new CsvFactTable(file, columns);
        tables.Add(entity, table);
        return table;
    }

    public void Complete(string statement)
    {
        var text = new StringBuilder(statement).Append('\n');
        foreach (var (entity, table) in tables)
        {
            table.Flush();
            table.Dispose();
            text.Append(CultureInfo.InvariantCulture, $"{entity}: {table.Rows}\n");
        }

        File.WriteAllText(Path.Combine(folder.Partial, DatasetFolder.Statement), text.ToString());
        folder.Replace();
        complete = true;
    }

    public void Dispose()
    {
        foreach (var table in tables.Values)
        {
            table.Dispose();
        }

        if (!complete)
        {
            folder.Abandon();
            complete = true;
        }

        folder.Dispose();
    }
}

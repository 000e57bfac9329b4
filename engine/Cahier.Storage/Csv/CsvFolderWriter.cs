using Cahier.Calculation.Output;
using Cahier.Facts.Columns;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Types;

namespace Cahier.Storage.Csv;

/// <summary>Writes the facts of a snapshot as a folder with one CSV file for each entity, which <see cref="CsvFolder"/> reads.</summary>
public static class CsvFolderWriter
{
    /// <summary>Writes all facts into a new or empty folder; the files come into place together.</summary>
    /// <exception cref="IOException">The folder holds something, or cannot be written.</exception>
    public static void Write(Snapshot snapshot, string folder, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var whole = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (File.Exists(whole) || (Directory.Exists(whole) && Directory.EnumerateFileSystemEntries(whole).Any()))
        {
            throw new IOException($"{folder} holds something, and is left as it is: name an empty or a new folder");
        }

        var partial = Directory.CreateDirectory(whole + ".partial-" + snapshot.Hash[..8]).FullName;
        try
        {
            foreach (var table in snapshot.Tables)
            {
                using var file = new FileStream(Path.Combine(partial, table.Entity.Name + ".csv"), FileMode.Create, FileAccess.Write, FileShare.None);
                Write(table, file, cancellation);
            }

            if (Directory.Exists(whole))
            {
                Directory.Delete(whole);
            }

            Directory.Move(partial, whole);
        }
        finally
        {
            if (Directory.Exists(partial))
            {
                Directory.Delete(partial, recursive: true);
            }
        }
    }

    private static void Write(Table table, Stream stream, CancellationToken cancellation)
    {
        const int LookUpEvery = 50_000;
        var csv = CsvWriter.OfFacts(stream, [.. table.Entity.Columns]);
        var parent = table.Type.Fields.FirstOrDefault(f => f.Kind == RowFieldKind.Parent) is { Kind: RowFieldKind.Parent } field ? table.Other(field.Ordinal) : null;
        for (var row = 0; row < table.Count; row++)
        {
            if (row % LookUpEvery == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            if (parent is not null)
            {
                var key = parent.Key(table.Parent(row));
                foreach (var part in table.Entity.ParentKey.Length == 1 ? [key] : key.Split('/'))
                {
                    csv.Text(part);
                }
            }

            for (var ordinal = 0; ordinal < table.Entity.Fields.Length; ordinal++)
            {
                WriteField(csv, table, ordinal, row);
            }

            csv.EndRow();
        }

        csv.Flush();
    }

    private static void WriteField(CsvWriter csv, Table table, int ordinal, int row)
    {
        var column = table.Column(ordinal);
        if (column.IsMissing(row))
        {
            csv.Text([]);
            return;
        }

        switch (column)
        {
            case TextColumn texts:
                csv.Text(texts.Read(row));
                break;
            case NumberColumn numbers:
                csv.Number(numbers.Value(row));
                break;
            case DateColumn dates:
                csv.Text(dates.Read(row)!.Value.ToString());
                break;
            case BooleanColumn booleans:
                csv.Text(booleans.Read(row)!.Value ? "true" : "false");
                break;
            case ReferenceColumn references:
                csv.Text(table.Other(ordinal).Key(references.Row(row)));
                break;
        }
    }
}

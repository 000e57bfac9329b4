using System.Buffers;
using System.Globalization;
using System.Text;
using Cahier.Facts.Columns;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Types;
using Xunit;

namespace Cahier.Engine.Tests.Saved;

/// <summary>All that can be read from a snapshot, as text: every key both ways, every value, where rows hang and what they refer to.</summary>
internal static class Described
{
    public static string Of(Snapshot snapshot)
    {
        var text = new StringBuilder();
        foreach (var table in snapshot.Tables)
        {
            text.Append(CultureInfo.InvariantCulture, $"{table.Entity.Name}: {table.Count}\n");
            foreach (var field in table.Type.Fields.Where(f => f.Kind is RowFieldKind.Scalar or RowFieldKind.Reference && table.FindColumn(f.Ordinal) is not null))
            {
                text.Append(CultureInfo.InvariantCulture, $" {field.Name} {table.Column(field.Ordinal) switch
                {
                    NumberColumn n => string.Create(CultureInfo.InvariantCulture, $"{n.Scale} {n.Low} {n.High} {n.IsScaled} {n.Narrow(0, n.Narrow(0, 0).IsEmpty ? 0 : n.Count).Length}"),
                    TextColumn t => string.Join('|', t.Dictionary),
                    var other => other.GetType().Name,
                }} {table.Column(field.Ordinal).HasMissing}\n");
            }

            Assert.Equal(Enumerable.Range(0, table.Count).Select(table.Key), Written(table));
            for (var row = 0; row < table.Count; row++)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {table.Key(row)}={(table.TryFind(table.Key(row), out var found) ? found : -1)} under {table.Parent(row)}:");
                foreach (var field in table.Type.Fields)
                {
                    text.Append(' ').Append(field.Kind switch
                    {
                        RowFieldKind.Children => table.Children(field.Ordinal, row).ToString(),
                        RowFieldKind.Parent => table.Other(field.Ordinal).Entity.Name,
                        _ when table.FindColumn(field.Ordinal) is null => "not kept",
                        RowFieldKind.Reference => ((ReferenceColumn)table.Column(field.Ordinal)).Row(row).ToString(CultureInfo.InvariantCulture),
                        _ => $"{table.Column(field.Ordinal).ToValue(row)}{(table.Column(field.Ordinal).IsMissing(row) ? "missing" : "")}",
                    });
                }

                text.Append('\n');
            }

            text.Append(table.TryFind("none", out _)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The keys of all rows as they are written together, from the last row to the first.</summary>
    private static IEnumerable<string> Written(Table table)
    {
        var (keys, ends) = (new ArrayBufferWriter<byte>(), new int[table.Count]);
        table.WriteKeys([.. Enumerable.Range(0, table.Count).Reverse()], keys, ends);
        return ends.Select((end, i) => Encoding.UTF8.GetString(keys.WrittenSpan[(i == 0 ? 0 : ends[i - 1])..end])).Reverse();
    }
}

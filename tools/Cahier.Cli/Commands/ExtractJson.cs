using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Cahier.Facts.Snapshots;
using Cahier.Storage.Extracts;

namespace Cahier.Cli.Commands;

/// <summary>Writes what became of every row of a source as JSON.</summary>
internal static class ExtractJson
{
    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(ExtractReport report, ImmutableArray<RejectedRow> rejections, TextWriter output)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Layout))
        {
            json.WriteStartObject();
            List(json, "entities", report.Entities, Entity);
            List(json, "not_read", report.Unread, (j, file) => j.WriteStringValue(file));
            List(json, "rejections", rejections, Rejection);
            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(bytes.ToArray()));
    }

    private static void Entity(Utf8JsonWriter json, EntityReport entity) => Map(json, () =>
    {
        json.WriteString("entity", entity.Entity);
        json.WriteNumber("read", entity.Read);
        json.WriteNumber("beside", entity.Beside);
        List(json, "sources", entity.Sources, Source);
        json.WriteNumber("completed", entity.Completed);
        json.WriteNumber("removed", entity.Removed);
        json.WriteNumber("rejected", entity.Rejected);
        json.WriteNumber("kept", entity.Kept);
    });

    private static void Source(Utf8JsonWriter json, RowsReport source) => Map(json, () =>
    {
        json.WriteString("table", source.Table);
        json.WriteNumber("files", source.Files);
        json.WriteNumber("read", source.Read);
        List(json, "rules", source.Rules, (j, rule) => Map(j, () =>
        {
            j.WriteString("id", rule.Id);
            j.WriteString("label", rule.Label.In("en", rule.Id));
            j.WriteString("source", rule.Source);
            j.WriteNumber("removed", rule.Removed);
            j.WriteNumber("merged", rule.Merged);
        }));
        List(json, "joins", source.Joins, (j, join) => Map(j, () =>
        {
            j.WriteString("table", join.Table);
            j.WriteNumber("read", join.Read);
            j.WriteNumber("unreadable", join.Unreadable);
            j.WriteString("first_unreadable", join.FirstUnreadable);
        }));
        List(json, "defaults", source.Defaults, (j, taken) => Map(j, () =>
        {
            j.WriteString("field", taken.Field);
            j.WriteString("value", taken.Value);
            j.WriteNumber("rows", taken.Rows);
        }));
    });

    private static void Rejection(Utf8JsonWriter json, RejectedRow row) => Map(json, () =>
    {
        json.WriteString("file", Path.GetFileName(row.File));
        json.WriteNumber("line", row.Line);
        json.WriteString("entity", row.Entity);
        json.WriteString("field", row.Field);
        json.WriteString("reason", row.Reason);
        json.WriteString("value", row.Value);
    });

    private static void Map(Utf8JsonWriter json, Action write)
    {
        json.WriteStartObject();
        write();
        json.WriteEndObject();
    }

    private static void List<T>(Utf8JsonWriter json, string name, ImmutableArray<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(json, item);
        }

        json.WriteEndArray();
    }
}

using System.Collections.Immutable;
using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;

namespace Cahier.Engine.Tests.Snapshots;

/// <summary>Rows of the small model, written as lines with commas; a field of the header that a test leaves out is empty.</summary>
internal static class Rows
{
    public static FactModel Model { get; } = Models.ModelTests.Read(Models.ModelTests.Small);

    public static Snapshot Load(params ReadOnlySpan<(string Entity, string Text)> tables) => Load(Model, null, tables);

    public static Snapshot Load(FactModel model, WantedFields? wanted, params ReadOnlySpan<(string Entity, string Text)> tables)
    {
        var builder = new SnapshotBuilder(model, wanted);
        foreach (var (entity, text) in tables)
        {
            Append(builder, entity, text);
        }

        return builder.Build();
    }

    public static void Append(SnapshotBuilder builder, string entity, string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var loader = builder.Begin(entity, lines[0].Split(','), entity + ".csv");
        for (var i = 1; i < lines.Length && loader is not null; i++)
        {
            loader.Append(new TextRow([.. lines[i].Split(',')]), i + 1);
        }
    }

    private readonly struct TextRow(ImmutableArray<string> texts) : IRawRow
    {
        public ReadOnlySpan<char> this[int column] => texts[column];
    }
}

using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;
using Xunit;

namespace Cahier.Engine.Tests.Generator;

/// <summary>What is generated is what <c>schemas/model/article51.yaml</c> says, fact by fact.</summary>
public sealed class ModelTests(Dataset data) : IClassFixture<Dataset>
{
    private static readonly FactModel Model = Read();

    public static TheoryData<string> Entities => [.. Model.Entities.Select(e => e.Name)];

    [Fact]
    public void Snapshot_OfGenerated_RejectsNothing()
    {
        var builder = new SnapshotBuilder(Model);
        var given = 0L;
        foreach (var entity in Model.Entities)
        {
            var rows = data.Rows(entity.Name).ToList();
            var loader = builder.Begin(entity.Name, rows[0].Header, entity.Name + ".csv");
            Assert.Empty(builder.Problems);
            for (var i = 0; i < rows.Count; i++)
            {
                loader!.Append(new RawRow(rows[i]), i + 2);
            }

            given += rows.Count;
        }

        var snapshot = builder.Build();
        Assert.Empty(snapshot.Rejections);
        Assert.Equal(given, snapshot.RowCounts.Sum(c => (long)c.Value));
    }

    [Theory]
    [MemberData(nameof(Entities))]
    public void Table_Generated_HoldsTheColumnsOfItsEntity(string name)
    {
        var entity = Model.Find(name)!;
        Assert.Equal(
            entity.Columns.Order(StringComparer.Ordinal),
            data.Rows(name).First().Header.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Entities))]
    public void Table_Generated_LeavesSomeOptionalFactsOut(string name)
    {
        var entity = Model.Find(name)!;
        if (entity.Kind == EntityKind.Reference)
        {
            return;
        }

        var rows = data.Rows(name).ToList();
        foreach (var field in entity.Fields.Where(f => !f.Required))
        {
            // A code or pack is always known; the rest is sometimes missing, and never always.
            var missing = rows.Count(row => row[field.Name].Length == 0);
            Assert.True(missing < rows.Count && (missing > 0 || field.Name is "code" or "large_pack"), $"{field.Name}: {missing} of {rows.Count} missing");
        }
    }

    private static FactModel Read()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "schemas", "model", "article51.yaml")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The model article51 is not above the tests.");
        }

        var reading = ModelReader.Read("article51.yaml", File.ReadAllText(Path.Combine(folder.FullName, "schemas", "model", "article51.yaml")));
        Assert.Empty(reading.Diagnostics);
        return reading.Model!;
    }

    private readonly struct RawRow(Row row) : IRawRow
    {
        public ReadOnlySpan<char> this[int column] => row.Fields[column];
    }
}

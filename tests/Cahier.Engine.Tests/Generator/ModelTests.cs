using System.Globalization;
using Cahier.Facts.Models;
using Xunit;

namespace Cahier.Engine.Tests.Generator;

/// <summary>What is generated is what <c>schemas/model/article51.yaml</c> says, fact by fact.</summary>
public sealed class ModelTests(Dataset data) : IClassFixture<Dataset>
{
    private static readonly FactModel Model = Read();

    public static TheoryData<string> Entities => [.. Model.Entities.Select(e => e.Name)];

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
    public void Table_Generated_HoldsFactsTheModelAllows(string name)
    {
        var entity = Model.Find(name)!;
        var refused = data.Rows(name).SelectMany(row => entity.Fields.Where(f => !Allows(f, row[f.Name])).Select(f => $"{f.Name} = '{row[f.Name]}'")).Take(5);
        Assert.Empty(refused);
    }

    [Theory]
    [MemberData(nameof(Entities))]
    public void Table_Generated_HasNoKeyTwice(string name)
    {
        var entity = Model.Find(name)!;
        if (entity.Key.IsEmpty)
        {
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        Assert.Empty(data.Rows(name).Select(row => string.Join('|', entity.Key.Select(k => row[k]))).Where(key => !seen.Add(key)).Take(5));
    }

    [Theory]
    [MemberData(nameof(Entities))]
    public void Table_Generated_LeadsToRowsThatExist(string name)
    {
        var entity = Model.Find(name)!;
        var links = entity.Fields.Where(f => f.To is not null).Select(f => (Column: f.Name, To: f.To!)).ToList();
        if (entity.Parent is { } parent)
        {
            links.Add((entity.ParentKey.Single(), parent));
        }

        foreach (var (column, to) in links)
        {
            var key = Model.Find(to)!.Key.Single();
            var known = data.Rows(to).Select(row => row[key]).ToHashSet(StringComparer.Ordinal);
            Assert.Empty(data.Rows(name).Select(row => row[column]).Where(k => k.Length > 0 && !known.Contains(k)).Take(5));
        }
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

    private static bool Allows(Field field, string text) => text.Length == 0 ? !field.Required : field.Kind switch
    {
        FieldKind.Code => field.Codes.Any(c => c.Code == text),
        FieldKind.Boolean => text is "true" or "false",
        FieldKind.Number => decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) && n >= 0,
        FieldKind.Date => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        _ => true,
    };

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
}

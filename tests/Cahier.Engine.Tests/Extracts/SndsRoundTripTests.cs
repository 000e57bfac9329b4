using System.Globalization;
using Cahier.Engine.Tests.Generator;
using Cahier.Engine.Tests.Models;
using Cahier.Engine.Tests.Rules;
using Cahier.Facts.Models;
using Cahier.Generator;
using Cahier.Generator.Extracts;
using Cahier.Generator.Sinks;
using Cahier.Storage.Csv;
using Cahier.Storage.Extracts;
using Cahier.Storage.Mappings;
using Xunit;

namespace Cahier.Engine.Tests.Extracts;

/// <summary>The same invented people, generated as facts and as extracts of SNDS that <c>schemas/mapping/snds.yaml</c> reads, have the same facts, as far as extracts hold them.</summary>
public sealed class SndsRoundTripTests(SndsRoundTripTests.People people) : IClassFixture<SndsRoundTripTests.People>
{
    private static readonly string[] Extracted = ["beneficiary", "stay", "act", "dispensation", "enrolment"];

    public static TheoryData<string> Whole => [.. ModelReader.Read("article51.yaml", Repository.Read("schemas", "model", "article51.yaml")).Model!.Entities.Select(e => e.Name).Except(Extracted)];

    [Theory]
    [MemberData(nameof(Whole))]
    public void Entity_ReadByMapping_IsThatOfTheFacts(string entity) => Same(entity, r => r.Whole());

    [Fact]
    public void Beneficiaries_ReadByMapping_AreThoseOfTheFacts()
    {
        // A cover is seen on the lines of care of the extract.
        var seen = people.Facts("act").Where(HasNature).Concat(people.Facts("dispensation")).Select(r => r["beneficiary_id"]).ToHashSet(StringComparer.Ordinal);
        Same("beneficiary", r => r.Take("beneficiary_id", "sex", "death_date", "commune") + r["birth_date"][..7] + (r.Is("cmu_c") && seen.Contains(r["beneficiary_id"])));
    }

    [Fact]
    public void Stays_ReadByMapping_AreThoseOfTheFacts()
    {
        Same("stay", r => r["kind"] == "MCO" ? r.Without("stay_id", "recent_trauma", "planned", "complication", "asa", "intensive_care_days") : r.Whole());
        var rules = people.Report("stay").Sources.Single().Rules;
        Assert.Equal(["MCO-1", "MCO-2", "MCO-3", "MCO-4", "MCO-5"], rules.Where(r => r.Removed > 0).Select(r => r.Id));
    }

    [Fact]
    public void Acts_ReadByMapping_AreThoseOfTheFacts()
    {
        Same("act", r => r.Whole(), r => !HasNature(r));
        Same("act", HasNature, ["beneficiary_id", "date", "nature", "professional"], ["quantity", "base_amount", "amount", "excess_fee"]);
        Assert.Equal(["ACT-1", "PRS-1", "PRS-2", "PRS-3", "PRS-4"], people.Report("act").Sources.Single().Rules.Where(r => r.Removed > 0).Select(r => r.Id));
        Assert.True(people.Report("act").Sources.Single().Rules[^1].Merged > 0);
    }

    [Fact]
    public void Dispensations_ReadByMapping_AreThoseOfTheFacts()
    {
        Same(
            "dispensation",
            _ => true,
            ["beneficiary_id", "date", "atc", "product", "biosimilar", "large_pack", "prescriber", "prescription_date", "prescribing_establishment", "prescribing_professional"],
            ["boxes", "amount"]);
        Assert.Equal(5, people.Report("dispensation").Sources.Single().Rules.Count(r => r.Removed > 0));
    }

    [Fact]
    public void Enrolments_ReadByMapping_AreThoseOfTheFacts() =>
        Same("enrolment", r => r["kind"] == "attending_doctor" && r["professional"].Length > 0 ? r.Without("group") : r.Whole());

    [Fact]
    public void EveryRow_IsKeptRemovedOrMerged()
    {
        Assert.Empty(people.Load.Snapshot!.Rejections);
        Assert.All(people.Load.Report!.Entities, e => Assert.Equal(e.Read, e.Kept + e.Removed + e.Rejected));
        Assert.Empty(people.Load.Report.Unread);
    }

    private static bool HasNature(Row row) => SndsCodes.Nature(row["nature"]) is not null;

    private void Same(string entity, Func<Row, string> shown, Func<Row, bool>? only = null) => Assert.Equal(
        people.Facts(entity).Where(r => only?.Invoke(r) != false).Select(shown).Order(StringComparer.Ordinal),
        people.Read(entity).Where(r => only?.Invoke(r) != false).Select(shown).Order(StringComparer.Ordinal));

    /// <summary>Lines that say the same are one line in what is read: the facts are summed before they are compared.</summary>
    private void Same(string entity, Func<Row, bool> only, string[] same, string[] sum) =>
        Assert.Equal(Summed(people.Facts(entity).Where(only), same, sum), Summed(people.Read(entity).Where(only), same, sum));

    private static IEnumerable<string> Summed(IEnumerable<Row> rows, string[] same, string[] sum) => rows
        .GroupBy(r => r.Take(same), StringComparer.Ordinal)
        .Select(g => $"{g.Key} {string.Join(' ', sum.Select(s => g.Sum(r => r[s].Length == 0 ? 0 : decimal.Parse(r[s], CultureInfo.InvariantCulture)).ToString("0.00", CultureInfo.InvariantCulture)))}")
        .Order(StringComparer.Ordinal);

    /// <summary>Four thousand people, in both forms.</summary>
    public sealed class People : IDisposable
    {
        private readonly TemporaryFolder folder = new();

        public People()
        {
            var options = new PopulationOptions(4_000, seed: 7) { ActsPerBeneficiary = 4 };
            Dataset.Write(options, folder.File("facts"));
            using (var sink = new SndsFactSink(folder.File("extracts")))
            {
                new Article51Population(options).WriteTo(sink, progress: null, TestContext.Current.CancellationToken);
            }

            var reading = MappingReader.Read("snds.yaml", Repository.Read("schemas", "mapping", "snds.yaml"), RuleFileTests.Folder);
            Assert.Empty(reading.Diagnostics.Select(d => $"{d.Location} {d.Cause}"));
            Load = ExtractFolder.Read(folder.File("extracts"), reading.Mapping!, cancellation: TestContext.Current.CancellationToken);
            Assert.Empty(Load.Problems);
            CsvFolderWriter.Write(Load.Snapshot!, folder.File("read"), TestContext.Current.CancellationToken);
            var facts = CsvFolder.Read(folder.File("facts"), reading.Mapping!.Model, cancellation: TestContext.Current.CancellationToken);
            CsvFolderWriter.Write(facts.Snapshot!, folder.File("written"), TestContext.Current.CancellationToken);
        }

        public ExtractLoad Load { get; }

        public EntityReport Report(string entity) => Load.Report!.Entities.Single(e => e.Entity == entity);

        internal IEnumerable<Row> Facts(string entity) => Rows("written", entity);

        internal IEnumerable<Row> Read(string entity) => Rows("read", entity);

        public void Dispose() => folder.Dispose();

        private IEnumerable<Row> Rows(string form, string entity)
        {
            var lines = File.ReadLines(Path.Combine(folder.File(form), entity + ".csv")).Select(l => l.Split(',')).ToList();
            return lines.Skip(1).Select(l => new Row(lines[0], l));
        }
    }
}

/// <summary>Parts of a row to compare.</summary>
file static class Parts
{
    public static string Whole(this Row row) => string.Join(' ', row.Fields);

    public static string Take(this Row row, params string[] columns) => string.Join(' ', columns.Select(c => row[c]));

    public static string Without(this Row row, params string[] columns) => row.Take([.. row.Header.Except(columns)]);
}

using Cahier.Engine.Tests.Mappings;
using Cahier.Facts.Snapshots;
using Cahier.Storage.Csv;
using Cahier.Storage.Extracts;
using Cahier.Storage.Mappings;
using Xunit;

namespace Cahier.Engine.Tests.Extracts;

/// <summary>A folder of invented extracts, with a mapping to the model of <c>tests/cases/base/clinic.yaml</c>.</summary>
internal sealed class Clinic : IDisposable
{
    /// <summary>Everything that a mapping can say, on little tables.</summary>
    public const string Mapping = """
        mapping: clinic
        model: clinic
        sources: { rule: { title: A source } }
        tables:
          PEOPLE:
            files: PEOPLE.csv
            columns:
              ID: text
              TWIN: { type: number, when empty: "1" }
              BORN: { type: date, format: DD/MM/YYYY*, missing: [01/01/1600] }
              SEX: text
          STAY:
            files: "STAY{aa}.csv"
            separator: ";"
            decimal: ","
            columns:
              N: text
              WHO: text
              DAY: { type: date, format: YYYYMMDD }
              PLACE: { type: text, header: The place }
              NIGHTS: { type: number, unit: day, optional: true }
              CODE: { type: text }
          WORTH: { files: "WORTH{aa}.csv", columns: { N: text, EUROS: { type: number, unit: EUR } } }
          ACT: { files: "ACT{aa}.csv", optional: true, columns: { N: text, WHAT: { type: text, required: true } } }
          LINE:
            files: [LINE.csv, "LINE_later.csv"]
            columns:
              WHO: text
              DAY: date
              KIND: text
              BY: text
              TRADE: text
              QTY: { type: number, required: true }
              PAID: { type: number, unit: EUR }
              INFO: { type: text, when empty: "0" }
        entities:
          person:
            - from: PEOPLE
              joins: [{ table: LINE, on: { WHO: ID }, where: INFO = "9", several: first, none: leave }]
              fields: { person_id: ID, born: BORN, sex: { value: SEX, codes: { "1": M, "2": F }, default: F } }
          visit:
            - from: STAY
              joins:
                - { table: WORTH, on: [aa, N] }
                - { table: PEOPLE, on: { ID: WHO } }
                - { table: ACT, on: [aa, N], list: done }
              filters:
                - { id: V-1, label: A code that is no 90, keep: 'not(starts with(CODE, "90"))', source: rule }
                - { id: V-2, keep: EUROS > 0, when missing: false }
              fields:
                person_id: ID
                visit_id: aa + "/" + N
                day: DAY
                house: PLACE
                nights: NIGHTS
                cost: EUROS
                urgent: some d in done satisfies d.WHAT = "urgent"
                acts: if count(done) > 0 then string join(done.WHAT, " ") else null
          care:
            - from: LINE
              filters: [{ id: L-1, keep: INFO != "71" }]
              net: { id: L-2, same: [WHO, DAY, KIND, BY], sum: [QTY, PAID], keep: QTY > 0 }
              fields: { person_id: WHO, day: DAY, kind: { value: KIND, codes: { C: consultation, V: visit } }, doctor: BY, quantity: QTY, amount: PAID }
          doctor:
            - { from: LINE, filters: [{ id: D-1, keep: BY != null }], once: true, fields: { doctor_id: BY, trade: { value: TRADE, codes: { G: gp }, otherwise: other, default: other } } }
        complete:
          house: { name: unknown }
          doctor: { trade: other }
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cahier-extract-");

    /// <summary>Writes a little of everything.</summary>
    public Clinic()
    {
        Write("PEOPLE.csv", "ID,TWIN,BORN,SEX,IGNORED\nA,1,02/03/1950 00:00:00,1,x\nB,,01/01/1600,,x\n");
        Write("STAY19.csv", "N;WHO;DAY;The place;NIGHTS;CODE\n1;A;20190105;H1;2,5;01C\n2;B;20190106;H2;;90Z\n");
        Write("STAY20.csv", "N;WHO;DAY;The place;CODE\n1;B;20200105;H1;01C\n");
        Write("WORTH19.csv", "N,EUROS\n1,100.25\n2,50\n");
        Write("WORTH20.csv", "N,EUROS\n1,7\n");
        Write("ACT19.csv", "N,WHAT\n1,x\n1,urgent\n1,y\n");
        Write("LINE.csv", "WHO,DAY,KIND,BY,TRADE,QTY,PAID,INFO\nA,2019-01-01,C,D1,G,1,17.50,\n");
    }

    public string Folder => folder.FullName;

    public void Write(string name, string text) => File.WriteAllText(Path.Combine(Folder, name), text);

    public void Add(string name, string text) => File.AppendAllText(Path.Combine(Folder, name), text);

    /// <summary>Reads the folder by the mapping, with a part of it changed.</summary>
    public ExtractLoad Load(string part = "", string other = "")
    {
        Assert.Contains(part, Mapping, StringComparison.Ordinal);
        return LoadBy(part.Length == 0 ? Mapping : Mapping.Replace(part, other, StringComparison.Ordinal));
    }

    public ExtractLoad LoadBy(string mapping)
    {
        var reading = MappingReader.Read("clinic.yaml", mapping, BadMappingTests.Texts);
        Assert.Empty(reading.Diagnostics.Select(d => $"{d.Location} {d.Cause}"));
        return ExtractFolder.Read(Folder, reading.Mapping!, cancellation: TestContext.Current.CancellationToken);
    }

    /// <summary>The rows of an entity as the CSV file of the model has them.</summary>
    public static IEnumerable<string> Rows(ExtractLoad load, string entity)
    {
        Assert.Empty(load.Problems);
        var whole = Directory.CreateTempSubdirectory("cahier-extract-");
        try
        {
            var into = Path.Combine(whole.FullName, "out");
            CsvFolderWriter.Write(load.Snapshot!, into, TestContext.Current.CancellationToken);
            return [.. File.ReadLines(Path.Combine(into, entity + ".csv")).Skip(1)];
        }
        finally
        {
            whole.Delete(recursive: true);
        }
    }

    public static IEnumerable<string> Rejected(ExtractLoad load) =>
        load.Snapshot!.Rejections.Select(r => $"{Path.GetFileName(r.File)}:{r.Line} {r.Entity} {r.Field}: {r.Reason}");

    public static EntityReport Report(ExtractLoad load, string entity) => load.Report!.Entities.Single(e => e.Entity == entity);

    public static RuleCount Rule(ExtractLoad load, string entity, string id) => Report(load, entity).Sources.Single().Rules.Single(r => r.Id == id);

    public void Dispose() => folder.Delete(recursive: true);
}

using Cahier.Facts.Snapshots;
using Cahier.Storage.Csv;
using Cahier.Storage.Extracts;
using Xunit;

namespace Cahier.Engine.Tests.Extracts;

/// <summary>Extracts read by a mapping: what becomes of every row, and what is said of those that are not taken.</summary>
public sealed class ExtractFolderTests : IDisposable
{
    private readonly Clinic clinic = new();

    public void Dispose() => clinic.Dispose();

    [Fact]
    public void Extracts_ReadByMapping_GiveFactsOfTheModel()
    {
        var load = clinic.Load();
        Assert.Empty(Clinic.Rejected(load));
        Assert.Equal(["A,1950-03-02,M", "B,,F"], Clinic.Rows(load, "person"));
        Assert.Equal(["A,19/1,2019-01-05,H1,2.5,100.25,true,x urgent y", "B,20/1,2020-01-05,H1,,7,false,"], Clinic.Rows(load, "visit"));
        Assert.Equal(["A,2019-01-01,consultation,D1,1,17.5"], Clinic.Rows(load, "care"));
        Assert.Equal(["H1,unknown"], Clinic.Rows(load, "house"));
        Assert.Equal(["D1,gp"], Clinic.Rows(load, "doctor"));
        Assert.Equal((1, "A source"), (Clinic.Rule(load, "visit", "V-1").Removed, Clinic.Rule(load, "visit", "V-1").Source));
        Assert.Equal(1, Clinic.Report(load, "house").Completed);
        Assert.Equal(new DefaultCount("sex", "F", 1), Assert.Single(Clinic.Report(load, "person").Sources.Single().Defaults));
    }

    [Fact]
    public void Rows_OfEveryKind_AreKeptRemovedMergedOrRejected()
    {
        clinic.Write("person.csv", "person_id,sex\nC,M\nC,F\nD,X\n");
        clinic.Add("PEOPLE.csv", "E,1,31/02/1950,1,x\nF,1\nB,1,,1,x\n");
        clinic.Add("STAY19.csv", "3;A;20190107;H1;1;\n4;A;20190107;H1;1;90\n5;A;20190107;H1;x;01\n9;A;20190107;H1;1;01\n1;A;20190107;;1;01\n;A;;;;01\n7;Z;20190101;H1;1;01\n6;C;20190101;H1;1;01\n");
        clinic.Add("WORTH19.csv", "3,1\n4,1\n5,1\n6,\n7,3\n");
        clinic.Add("LINE.csv", "A,2019-01-01,C,D1,G,1,17.50,\nA,2019-01-01,C,D1,G,-1,-17.50,\nA,2019-01-02,V,,,1,1,71\nA,2019-01-02,V,D2,,1,,\nA,2019-01-02,?,D2,,1,1,\nA,2019-01-03,V,D2,,1,1,\nA,2019-01-03,V,D2,,-1,-1,\nQ,2019-01-04,V,D2,,-1,-1,\nQ,2019-01-05,V,D3,,1,1,\nA,2019-01-06,V,D3,,one,1,\n");

        var load = clinic.Load();

        Assert.All(load.Report!.Entities, e => Assert.Equal(e.Read, e.Kept + e.Removed + e.Rejected));
        Assert.Equal(load.Snapshot!.RejectedCount, load.Report.Entities.Sum(e => e.Rejected));
        Assert.Equal((3, 5, 1), (Clinic.Report(load, "person").Beside, Clinic.Report(load, "person").Sources.Single().Read, Clinic.Report(load, "person").Kept));
        Assert.Equal(
            [
                "PEOPLE.csv:3 person person_id: the row on line 6 has the same key: neither is taken",
                "PEOPLE.csv:4 person born: BORN is no date written DD/MM/YYYY*",
                "PEOPLE.csv:5 person : the row has 2 fields, the header 5: add or remove commas, or quote the field that holds one",
                "PEOPLE.csv:6 person person_id: the row on line 3 has the same key: neither is taken",
                "person.csv:2 person person_id: the row on line 3 has the same key: neither is taken",
                "person.csv:3 person person_id: the row on line 2 has the same key: neither is taken",
                "person.csv:4 person sex: this code is not in the list: M, F",
                "STAY19.csv:4 visit : it cannot be said whether V-1 keeps it: ‘CODE’ is empty",
                "STAY19.csv:6 visit nights: NIGHTS is no number with the decimal sign ‘,’",
                "STAY19.csv:7 visit : no row of WORTH has the same aa, N",
                "STAY19.csv:8 visit house: it is required and empty",
                "STAY19.csv:9 visit : no row of WORTH has the same aa, N",
                "STAY19.csv:10 visit : no row of PEOPLE has the same ID",
                "STAY19.csv:11 visit : no row of PEOPLE has the same ID",
                "STAY20.csv:2 visit : several rows of PEOPLE have the same ID",
                "LINE.csv:6 care amount: it is required and empty",
                "LINE.csv:7 care kind: the mapping has no code for it",
                "LINE.csv:11 care person_id: there is no person with this key",
                "LINE.csv:12 care QTY: QTY is no number with the decimal sign ‘.’",
            ],
            Clinic.Rejected(load));
    }

    [Fact]
    public void Join_WithoutAnAnswerOrWithSeveral_RejectsTheRow()
    {
        clinic.Add("STAY19.csv", "3;A;20190107;H1;1;01\n1;Z;20190107;H1;1;01\n");
        clinic.Add("STAY20.csv", "2;A;20200107;H1;01\n");
        clinic.Add("WORTH20.csv", "2,5\n2,6\n");
        Assert.Equal(
            [
                "STAY19.csv:4 visit : no row of WORTH has the same aa, N",
                "STAY19.csv:5 visit : no row of PEOPLE has the same ID",
                "STAY20.csv:3 visit : several rows of WORTH have the same aa, N",
            ],
            Clinic.Rejected(clinic.Load()));
        Assert.Contains("A,20/2,2020-01-07,H1,,5,false,", Clinic.Rows(clinic.Load("on: [aa, N] }\n        - { table: PEOPLE", "on: [aa, N], several: first }\n        - { table: PEOPLE"), "visit"));
    }

    [Fact]
    public void Filter_ThatCannotBeDecided_RejectsUnlessItSaysWhatMissingMeans()
    {
        clinic.Add("STAY19.csv", "3;A;20190107;H1;1;\n4;A;20190107;H1;1;01\n");
        clinic.Add("WORTH19.csv", "3,1\n4,\n");
        var load = clinic.Load();
        Assert.Equal(["STAY19.csv:4 visit : it cannot be said whether V-1 keeps it: ‘CODE’ is empty"], Clinic.Rejected(load));
        Assert.Equal(1, Clinic.Rule(load, "visit", "V-2").Removed);
        Assert.Equal(["STAY19.csv:5 visit cost: it is required and empty"], Clinic.Rejected(clinic.Load("source: rule }\n        - { id: V-2, keep: EUROS > 0, when missing: false }", "when missing: false }\n        - { id: V-2, keep: EUROS > 0, when missing: true }")));
    }

    [Fact]
    public void Key_ThatCameBefore_IsCountedWhenOnceIsSaid()
    {
        clinic.Write("doctor.csv", "doctor_id,trade\nD1,other\n");
        clinic.Add("LINE.csv", "A,2019-01-02,C,D2,G,1,1,\nA,2019-01-02,C,D2,,1,1,\n");
        var load = clinic.Load();
        Assert.Equal(["D1,other", "D2,gp"], Clinic.Rows(load, "doctor"));
        Assert.Equal(2, Clinic.Rule(load, "doctor", "once").Removed);
        Assert.Empty(Clinic.Report(load, "doctor").Sources.Single().Defaults);
    }

    [Fact]
    public void Fields_ThatCannotBeMade_SayWhyAndWhere()
    {
        clinic.Add("LINE.csv", "A,2019-02-30,C,D1,G,1,1,\nA,2019-01-03,X,D1,G,1,1,\nA,2019-01-04,C,D1,G,1\nB,,C,D1,G,1,1,\n");
        Assert.Equal(
            [
                "LINE.csv:3 care day: DAY is no date written YYYY-MM-DD",
                "LINE.csv:4 care kind: the mapping has no code for it",
                "LINE.csv:5 care : the row has 6 fields, the header 8: add or remove commas, or quote the field that holds one",
                "LINE.csv:6 care day: it is required and empty",
                "LINE.csv:5 doctor : the row has 6 fields, the header 8: add or remove commas, or quote the field that holds one",
            ],
            Clinic.Rejected(clinic.Load()));
    }

    [Theory]
    [InlineData("LINE.csv", "WHO,DAY,KIND,BY,TRADE,QTY,INFO\n", "the column ‘PAID’ is missing")]
    [InlineData("STAY19.csv", "N,WHO,DAY,The place,CODE\n", "the fields are not separated by ‘;’, as the mapping says")]
    [InlineData("WORTH19.csv", "N,EUROS\n1,\"2\n", "a quote is opened in the row that begins here and never closed")]
    [InlineData("person.csv", "person_id,gender\n", "the column ‘gender’ is no field of person")]
    public void File_ThatCannotBeRead_StopsTheLoad(string file, string text, string cause)
    {
        clinic.Write(file, text);
        var load = clinic.Load();
        Assert.Null(load.Snapshot);
        Assert.Contains(load.Problems, p => p.Cause == cause && Path.GetFileName(p.File) == file && p.Remedy.Length > 0);
    }

    [Fact]
    public void File_ThatIsMissing_StopsTheLoadUnlessItIsOptional()
    {
        File.Delete(Path.Combine(clinic.Folder, "ACT19.csv"));
        Assert.Contains("A,19/1,2019-01-05,H1,2.5,100.25,false,", Clinic.Rows(clinic.Load(), "visit"));
        File.Delete(Path.Combine(clinic.Folder, "PEOPLE.csv"));
        Assert.Equal("there is no file PEOPLE.csv", Assert.Single(clinic.Load().Problems).Cause);
    }

    [Fact]
    public void Files_OfNoTable_AreNamed()
    {
        clinic.Write("T_SSR19B.csv", "x\n");
        Assert.Equal(["T_SSR19B.csv"], clinic.Load().Report!.Unread);
    }

    [Fact]
    public void Rows_OfAJoinedTable_ThatCannotBeRead_AreCounted()
    {
        clinic.Add("WORTH19.csv", "3\n");
        clinic.Add("STAY19.csv", "3;A;20190107;H1;1;01\n");
        var load = clinic.Load();
        var join = Clinic.Report(load, "visit").Sources.Single().Joins.Single(j => j.Table == "WORTH");
        Assert.Equal((4, 1), (join.Read, join.Unreadable));
        Assert.StartsWith("WORTH19.csv:4: the row has 1 fields", join.FirstUnreadable, StringComparison.Ordinal);
        Assert.Equal(["STAY19.csv:4 visit : no row of WORTH has the same aa, N"], Clinic.Rejected(load));
    }

    [Fact]
    public void Facts_ReadAgainFromTheirOwnFiles_AreTheSame()
    {
        var load = clinic.Load();
        var into = Path.Combine(clinic.Folder, "out");
        CsvFolderWriter.Write(load.Snapshot!, into, TestContext.Current.CancellationToken);
        Assert.Equal(load.Snapshot!.Hash, CsvFolder.Read(into, load.Snapshot.Model, cancellation: TestContext.Current.CancellationToken).Snapshot!.Hash);
        Assert.Equal(load.Snapshot.Hash, clinic.Load().Snapshot!.Hash);
        Assert.Contains("holds something", Assert.Throws<IOException>(() => CsvFolderWriter.Write(load.Snapshot, into, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }
}

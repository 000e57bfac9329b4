using System.Text;
using Cahier.Engine.Tests.Models;
using Cahier.Facts.Columns;
using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;
using Cahier.Storage.Csv;
using Xunit;

namespace Cahier.Engine.Tests.Csv;

public sealed class CsvFolderTests : IDisposable
{
    private const string Bens = "ben_id,birth,sex,cost,poor\n";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cahier-csv-");

    public static FactModel Model => Snapshots.Rows.Model;

    public static TheoryData<string> Years => ["PY2013", "PY2015", "PY2018", "PY2021"];

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Folder_OfFiles_GivesASnapshot()
    {
        WriteAll("\uFEFF" + Bens + "B1,1950-01-01,M,12.5,true\r\n\"B2\",1950-01-01,,,\r\n");
        var load = Load();
        Assert.Empty(load.Problems);
        Assert.Empty(load.Snapshot!.Rejections);
        Assert.Equal(2, load.Snapshot.Table("ben").Count);
    }

    [Fact]
    public void Lines_OfRejectedRows_AreThoseOfTheFile()
    {
        WriteAll(Bens);
        Write("hospital.csv", "hospital_id,town\nH1,\"two\nlines\"\n\nH2,x,y\r\n#H3,\"a \"\"b\"\"\"\nH1,z\nH4\n");
        var snapshot = Load().Snapshot!;
        Assert.Equal(["2 hospital_id", "5 ", "7 hospital_id", "8 "], snapshot.Rejections.Select(r => $"{r.Line} {r.Field}"));
        Assert.Equal("the row has 3 fields, the header 2: add or remove commas, or quote the field that holds one", snapshot.Rejections[1].Reason);
        Assert.Equal("#H3", snapshot.Table("hospital").Key(0));
        Assert.Equal("a \"b\"", ((TextColumn)snapshot.Table("hospital").Column(1)).Read(0));
    }

    [Fact]
    public void Folder_ThatIsNotThere_IsSaidToBe() =>
        Assert.Equal("there is no such folder", Only(CsvFolder.Read(Path.Combine(folder.FullName, "none"), Model, cancellation: TestContext.Current.CancellationToken)).Cause);

    [Fact]
    public void File_ThatIsMissing_IsNeededOnlyWhenWanted()
    {
        Write("ben.csv", Bens);
        Assert.Equal(3, Load().Problems.Length);
        Assert.Empty(Load(new WantedFields(Model)).Problems);
        var wanted = new WantedFields(Model);
        wanted.Add("ben", "stays");
        Assert.Equal("there is no file for ‘stay’", Only(Load(wanted)).Cause);
    }

    [Theory]
    [InlineData("stays.csv", "did you mean stay?; or take the file out of the folder")]
    [InlineData("Hospital.CSV", "did you mean hospital?; or take the file out of the folder")]
    public void File_OfNoEntity_IsRefusedWithASuggestion(string name, string remedy)
    {
        WriteAll(Bens);
        Write(name, "a\n");
        Assert.Equal(remedy, Only(Load()).Remedy);
    }

    [Theory]
    [InlineData("", 1, "the file is empty: it has not even a line of column names")]
    [InlineData("hospital_id,town\nH1,a\nH2,\"b\nH3,c\n", 3, "a quote is opened in the row that begins here and never closed")]
    [InlineData("hospital_id,town\nH1,a\nH2,\"b\"c\n", 3, "text stands after a closing quote in the row that begins here")]
    [InlineData("hospital_id,town\nH1,\u00ff\n", 2, "the file is not UTF-8 text")]
    public void File_ThatIsBroken_IsRefusedWithItsLine(string text, int line, string cause)
    {
        WriteAll(Bens);
        File.WriteAllBytes(Path.Combine(folder.FullName, "hospital.csv"), Encoding.Latin1.GetBytes(text));
        var problem = Only(Load());
        Assert.Equal((line, cause), (problem.Line, problem.Cause));
    }

    [Fact]
    public void Field_OfFiftyMegabytes_IsRefusedWithItsLine()
    {
        WriteAll(Bens);
        using (var writer = new StreamWriter(Path.Combine(folder.FullName, "hospital.csv")))
        {
            writer.Write("hospital_id,town\nH1,a\nH2,");
            for (var i = 0; i < 50; i++)
            {
                writer.Write(new string('x', 1_000_000));
            }
        }

        var problem = Only(Load());
        Assert.Equal((3, "the row that begins here is longer than four million characters"), (problem.Line, problem.Cause));
    }

    [Fact]
    public void Field_OfMoreThanAMillionCharacters_IsRejected()
    {
        WriteAll(Bens);
        Write("hospital.csv", "hospital_id,town\nH1," + new string('x', 1_100_000) + "\nH2," + new string('y', 1_000_000) + "\n");
        var snapshot = Load().Snapshot!;
        Assert.Equal("it is longer than a million characters", Assert.Single(snapshot.Rejections).Reason);
        Assert.Equal(1, snapshot.Table("hospital").Count);
    }

    [Fact]
    public void File_ThatLinksOutOfTheFolder_IsRefused()
    {
        var outside = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllText(outside, "hospital_id,town\n");
        try
        {
            WriteAll(Bens);
            File.Delete(Path.Combine(folder.FullName, "hospital.csv"));
            File.CreateSymbolicLink(Path.Combine(folder.FullName, "hospital.csv"), outside);
            Assert.Contains(Load().Problems, p => p.Cause == "the file is a link to another folder");
        }
        finally
        {
            File.Delete(outside);
        }
    }

    [Fact]
    public void Reading_Cancelled_Ends()
    {
        WriteAll(Bens);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => CsvFolder.Read(folder.FullName, Model, cancellation: cancelled.Token));
    }

    [Theory]
    [MemberData(nameof(Years))]
    public void Mssp_PublishedYear_LoadsWithoutARejection(string year)
    {
        var data = Path.Combine(Repository.Root, "..", "shared", "data", "mssp", year);
        Assert.SkipUnless(Directory.Exists(data), "the published data is not beside the repository (../shared/data)");
        var model = ModelReader.Read("mssp.yaml", Repository.Read("schemas", "model", "mssp.yaml")).Model!;
        var load = CsvFolder.Read(data, model, cancellation: TestContext.Current.CancellationToken);
        Assert.Empty(load.Problems);
        Assert.Empty(load.Snapshot!.Rejections);
        Assert.Equal(File.ReadLines(Path.Combine(data, "aco_year.csv")).Count() - 1, load.Snapshot.Table("aco_year").Count);
    }

    private CsvLoad Load(WantedFields? wanted = null) => CsvFolder.Read(folder.FullName, Model, wanted, cancellation: TestContext.Current.CancellationToken);

    private void WriteAll(string bens)
    {
        Write("ben.csv", bens);
        Write("stay.csv", "ben_id,stay_id,entry\n");
        Write("act.csv", "stay_id,code\n");
        Write("hospital.csv", "hospital_id\n");
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder.FullName, name), text);

    private static LoadProblem Only(CsvLoad load)
    {
        Assert.Null(load.Snapshot);
        return Assert.Single(load.Problems);
    }
}

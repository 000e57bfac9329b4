using Cahier.Facts.Snapshots;
using Xunit;

namespace Cahier.Engine.Tests.Snapshots;

public sealed class RejectionTests
{
    private const string Bens = "ben_id,birth,sex,cost,poor\n";

    [Theory]
    [InlineData("B1,,M,1,true", "birth", "it is required and empty")]
    [InlineData(",1950-01-01,M,1,true", "ben_id", "it is required and empty")]
    [InlineData("B1,2019-02-30,M,1,true", "birth", "this date does not exist")]
    [InlineData("B1,01/02/1950,M,1,true", "birth", "it is not a date: write year, month and day, e.g. 2019-07-01")]
    [InlineData("B1,0000-01-01,M,1,true", "birth", "this date does not exist")]
    [InlineData("B1,1950-01-01,X,1,true", "sex", "this code is not in the list: M, F")]
    [InlineData("B1,1950-01-01,M,1e5,true", "cost", "it is written with an exponent: write all its digits")]
    [InlineData("B1,1950-01-01,M,1 000.5,true", "cost", "it holds spaces or commas: write digits with a decimal point only, e.g. 12500.5")]
    [InlineData("B1,1950-01-01,M,+5,true", "cost", "it is not a number: write digits with a decimal point, e.g. 12.5")]
    [InlineData("B1,1950-01-01,M,5.,true", "cost", "it is not a number: write digits with a decimal point, e.g. 12.5")]
    [InlineData("B1,1950-01-01,M,12345678901234567890123456789,true", "cost", "it has more than 28 digits")]
    [InlineData("B1,1950-01-01,M,1,True", "poor", "it is neither true nor false: write true or false in small letters")]
    [InlineData("B1,1950-01-01,M,1,1", "poor", "it is neither true nor false: write true or false in small letters")]
    [InlineData("B\01,1950-01-01,M,1,true", "ben_id", "it holds a NUL character: save the file as UTF-8 text")]
    public void Row_WithABadValue_IsRejectedAndSaysWhy(string row, string field, string reason)
    {
        var snapshot = Rows.Load(("ben", Bens + "B0,1950-01-01,M,1,true\n" + row));
        var rejection = Assert.Single(snapshot.Rejections);
        Assert.Equal(("ben.csv", 3, "ben", field, reason), (rejection.File, rejection.Line, rejection.Entity, rejection.Field, rejection.Reason));
        Assert.Equal(1, snapshot.Table("ben").Count);
    }

    [Fact]
    public void Number_WithADecimalComma_IsToldWhatToWrite()
    {
        var builder = new SnapshotBuilder(Rows.Model);
        builder.Begin("ben", ["ben_id", "birth", "cost"], "ben.csv")!.Append(new Fields("B1", "1950-01-01", "12,5"), 2);
        Assert.Equal("it has a comma where the decimal point must be: write 12.5", Assert.Single(builder.Build().Rejections).Reason);
    }

    [Fact]
    public void Rows_WithTheSameKey_AreAllRejected()
    {
        var snapshot = Rows.Load(("ben", Bens + "B1,1950-01-01,,,\nB2,1950-01-01,,,\nB1,1951-01-01,,,\nB1,1952-01-01,,,\n"));
        Assert.Equal([2, 4, 5], snapshot.Rejections.Select(r => r.Line));
        Assert.All(snapshot.Rejections, r => Assert.Equal(RejectionKind.SameKey, r.Kind));
        Assert.Equal(1, snapshot.Table("ben").Count);
        Assert.False(snapshot.Table("ben").TryFind("B1", out _));
    }

    [Fact]
    public void Row_UnderARejectedParent_IsRejectedToo()
    {
        var snapshot = Rows.Load(
            ("ben", Bens + "B1,1950-02-30,,,\nB2,1950-01-01,,,\n"),
            ("stay", "ben_id,stay_id,entry\nB1,S1,\nB2,S2,\nB3,S3,\n"),
            ("act", "stay_id,code\nS1,A\nS2,A\n"));
        Assert.Equal(
            ["ben 2 this date does not exist", "stay 2 its ben was rejected", "stay 4 there is no ben with this key", "act 2 its stay was rejected"],
            snapshot.Rejections.Select(r => $"{r.Entity} {r.Line} {r.Reason}"));
        Assert.Equal([("ben", 1), ("stay", 1), ("act", 1), ("hospital", 0)], snapshot.RowCounts.Select(c => (c.Key, c.Value)));
    }

    [Fact]
    public void Row_ReferringToNothing_IsRejected()
    {
        var snapshot = Rows.Load(
            ("ben", Bens + "B1,1950-01-01,,,\n"),
            ("stay", "ben_id,stay_id,entry,hospital\nB1,S1,,H1\nB1,S2,,H2\nB1,S3,,\n"),
            ("act", "stay_id,code\nS2,A\n"),
            ("hospital", "hospital_id,town\nH1,Lyon\n"));
        Assert.Equal(["hospital there is no hospital with this key H2", "stay_id its stay was rejected S2"], snapshot.Rejections.Select(r => $"{r.Field} {r.Reason} {r.Value}"));
    }

    [Theory]
    [InlineData("ben_id,birth,brth", "the column ‘brth’ is no field of ben", "did you mean birth?; or remove the column")]
    [InlineData("ben_id,birth,Sex", "the column ‘Sex’ is no field of ben", "write ‘sex’, without spaces and in small letters")]
    [InlineData("ben_id;birth", "the column ‘ben_id;birth’ is no field of ben", "separate columns by commas")]
    [InlineData("ben_id,birth,birth", "the column ‘birth’ stands twice", "keep one of them")]
    [InlineData("birth", "the column ‘ben_id’ is missing; it is the key", "add the column, or correct its name on the first line")]
    [InlineData("ben_id", "the column ‘birth’ is missing; it is required", "add the column, or correct its name on the first line")]
    [InlineData("", "the file is empty: it has not even a line of column names", null)]
    public void Header_ThatDoesNotFit_StopsAndSaysWhy(string header, string cause, string? remedy)
    {
        var builder = new SnapshotBuilder(Rows.Model);
        Assert.Null(builder.Begin("ben", header.Split(','), "ben.csv"));
        var problem = builder.Problems.First(p => p.Cause == cause);
        Assert.Equal(remedy ?? problem.Remedy, problem.Remedy);
        Assert.Throws<InvalidOperationException>(builder.Build);
    }

    [Fact]
    public void Header_WithoutAWantedColumn_SaysThatARuleReadsIt()
    {
        var wanted = new WantedFields(Rows.Model);
        wanted.Add("ben", "cost");
        var builder = new SnapshotBuilder(Rows.Model, wanted);
        Assert.Null(builder.Begin("ben", ["ben_id", "birth"], "ben.csv"));
        Assert.Equal("the column ‘cost’ is missing; a rule reads it", Assert.Single(builder.Problems).Cause);
    }

    private readonly struct Fields(params string[] texts) : IRawRow
    {
        public ReadOnlySpan<char> this[int column] => texts[column];
    }
}

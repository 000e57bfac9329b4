using Cahier.Calculation.Output;
using Cahier.Calculation.Runs;
using Xunit;

namespace Cahier.Engine.Tests.Output;

public sealed class ResultFilesTests
{
    private const int ManyRanges = 12_000;

    [Fact]
    public void Decisions_AreWrittenByParticipantWithEveryRule()
    {
        var written = new Written(new SmallCahier().Run(SmallCahier.Facts(4)));
        Assert.Equal(
            """
            unit,participant,status,rules
            S0-0,H0,not eligible,INC-1=false EXC-1=true
            S0-1,H1,excluded,INC-1=true EXC-1=true
            S1-0,H1,included,INC-1=true EXC-1=false
            S0-2,H2,excluded,INC-1=true EXC-1=true
            S1-1,H2,included,INC-1=true EXC-1=false
            S2-0,H2,included,INC-1=true EXC-1=false
            S1-2,H3,included,INC-1=true EXC-1=false
            S2-1,H3,included,INC-1=true EXC-1=false
            S3-0,H3,undetermined,INC-1=true EXC-1=unknown
            S2-2,H4,not eligible,INC-1=false EXC-1=false
            S3-1,H4,not eligible,INC-1=false EXC-1=unknown
            S3-2,H5,undetermined,INC-1=true EXC-1=unknown

            """.ReplaceLineEndings("\n"),
            written["decisions.csv"]);
        Assert.Equal(new DecisionCounts(5, 3, 2, 2), written.Summary.Decisions);
    }

    [Fact]
    public void Payments_HaveTheDecimalsOfTheirRounding()
    {
        var lines = new Written(new SmallCahier().Run(SmallCahier.Facts(4)))["payments.csv"].Split('\n');
        Assert.Equal("H1,S1-0,share_paid,10.11,EUR", lines[1]);
        Assert.Contains("H1,,weighted,12.5,EUR", lines);
    }

    [Fact]
    public void Unknown_NamesTheMissingFactAndTheMoney()
    {
        var written = new Written(new SmallCahier().Run(SmallCahier.Facts(8)));
        Assert.Contains("S3-0,H3,EXC-1,patient,P3,old,missing,10.31\n", written["unknown.csv"], StringComparison.Ordinal);
        Assert.Contains("S7-0,,date,stay,S7-0,,the unit has no date and so no period,\n", written["unknown.csv"], StringComparison.Ordinal);
        var missing = Assert.Single(written.Summary.Unknown, m => m.Field == "old");
        Assert.Equal((2, 2, 20.69m), (missing.Outcomes, missing.Units, missing.AtStake));
        Assert.Equal(1, written.Summary.UndatedUnits);
    }

    [Fact]
    public void Bytes_AreTheSameOnAnyNumberOfThreadsAndByBothEngines()
    {
        var (cahier, facts) = (new SmallCahier(), SmallCahier.Facts(ManyRanges));
        var one = new Written(cahier.Run(facts, threads: 1));
        var two = new Written(cahier.Run(facts, threads: 2));
        var interpreted = new Written(cahier.Run(facts, RunEngine.Interpreter));
        Assert.Equal(one.All, two.All);
        Assert.Equal(one.All, interpreted.All);
        Assert.Equal(one.Summary.ResultHash, two.Summary.ResultHash);
        Assert.Equal(one.Summary.ResultHash, interpreted.Summary.ResultHash);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(ManyRanges)]
    public void Bytes_AreTheSame_WhicheverEngineIsPickedForTheFacts(int rows)
    {
        var (cahier, facts) = (new SmallCahier(), SmallCahier.Facts(rows));
        Assert.Equal(new Written(cahier.Run(facts)).All, new Written(cahier.Run(facts, RunEngine.Auto)).All);
    }

    [Fact]
    public void ResultHash_ChangesWithAnyFigure()
    {
        var facts = SmallCahier.Facts(4);
        var changed = SmallCahier.Rules.Replace("2019-01-01: 0.1 ", "2019-01-01: 0.2 ", StringComparison.Ordinal);
        Assert.NotEqual(new Written(new SmallCahier().Run(facts)).Summary.ResultHash, new Written(new SmallCahier(changed).Run(facts)).Summary.ResultHash);
    }

    [Fact]
    public void Summary_IsReadAsItWasWritten()
    {
        var summary = new Written(new SmallCahier().Run(SmallCahier.Facts(8))).Summary with { Timings = new StepTimings(1, 2, 3, 4, 5), PeakMemoryMb = 5 };
        var text = ResultFiles.ToJson(summary);
        Assert.Equal(text, ResultFiles.ToJson(ResultFiles.FromJson(text)));
        Assert.Contains("\"not_eligible\"", text, StringComparison.Ordinal);
    }
}

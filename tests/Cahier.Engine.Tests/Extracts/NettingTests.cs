using Cahier.Storage.Extracts;
using Xunit;

namespace Cahier.Engine.Tests.Extracts;

/// <summary>Corrections take away what they correct, in whatever file and order they come; published worked euros come out.</summary>
public sealed class NettingTests : IDisposable
{
    private readonly Clinic clinic = new();

    public void Dispose() => clinic.Dispose();

    [Theory]
    [InlineData("1,10", "1,10", 0, 0)]
    [InlineData("1,10;1,10", "2,20", 0, 1)]
    [InlineData("1,10;-1,-10", "", 2, 0)]
    [InlineData("1,10;-1,-10;1,12.5", "1,12.5", 0, 2)]
    [InlineData("-1,-10", "", 1, 0)]
    [InlineData("3,30;-1,-10", "2,20", 0, 1)]
    [InlineData("1,0.1;1,0.2", "2,0.3", 0, 1)]
    public void Lines_ThatSayTheSame_AreSummed(string lines, string sum, int removed, int merged)
    {
        foreach (var line in lines.Split(';'))
        {
            clinic.Add("LINE.csv", $"B,2019-06-01,C,D1,G,{line},\n");
        }

        var load = clinic.Load();
        Assert.Equal(sum.Length == 0 ? [] : [$"B,2019-06-01,consultation,D1,{sum}"], Clinic.Rows(load, "care").Where(r => r.StartsWith('B')));
        Assert.Equal((removed, merged), (Clinic.Rule(load, "care", "L-2").Removed, Clinic.Rule(load, "care", "L-2").Merged));
    }

    [Theory]
    [InlineData("B,2019-06-01,V,D1,G,-1,-10,")]
    [InlineData("B,2019-06-02,C,D1,G,-1,-10,")]
    [InlineData("B,2019-06-01,C,,G,-1,-10,")]
    [InlineData("A,2019-06-01,C,D1,G,-1,-10,")]
    [InlineData("B,2019-06-01,C,D1,G,-1,-10,71")]
    public void Lines_ThatDifferOrAreFiltered_TakeNothingAway(string other)
    {
        clinic.Add("LINE.csv", $"B,2019-06-01,C,D1,G,1,10,\n{other}\n");
        Assert.Contains("B,2019-06-01,consultation,D1,1,10", Clinic.Rows(clinic.Load(), "care"));
    }

    [Fact]
    public void Correction_InALaterFile_Counts()
    {
        clinic.Write("LINE_later.csv", "WHO,DAY,KIND,BY,TRADE,QTY,PAID,INFO\nA,2019-01-01,C,D1,G,-1,-17.50,\n");
        Assert.Empty(Clinic.Rows(clinic.Load(), "care"));
    }

    [Fact]
    public void Line_WithoutWhatIsSummed_IsRejected()
    {
        clinic.Add("LINE.csv", "B,2019-06-01,C,D1,G,1,,\nB,2019-06-01,C,D1,G,1,2,\n");
        var load = clinic.Load();
        Assert.Equal(["LINE.csv:3 care PAID: PAID is empty, and lines are summed by it"], Clinic.Rejected(load));
        Assert.Contains("B,2019-06-01,consultation,D1,1,2", Clinic.Rows(load, "care"));
    }

    /// <summary>Base 25 is reimbursed 17.50, a night visit of base 47.06 is 32.94.</summary>
    [Fact]
    public void PublishedEuros_OfActs_ComeOut()
    {
        clinic.Write("LINE.csv", "WHO,DAY,KIND,BY,TRADE,QTY,PAID,INFO\nA,2019-01-01,C,D1,G,1,25,\nA,2019-01-01,V,D1,G,1,47.06,\n");
        var load = clinic.Load("quantity: QTY, amount: PAID", "quantity: QTY, amount: 'round half up(PAID * 0.70, 2)'");
        Assert.Equal(["A,2019-01-01,consultation,D1,1,17.5", "A,2019-01-01,visit,D1,1,32.94"], Clinic.Rows(load, "care").Order(StringComparer.Ordinal));
    }

    /// <summary>In DAMIR, an act of 35 € has a line for each part that pays: without PRS_REM_TYP 0 or 1 it counts 70.</summary>
    [Fact]
    public void PublishedEuros_OfDamir_CountOnceWithTheFilter()
    {
        const string Mapping = """
            mapping: damir
            model: clinic
            tables:
              A: { files: "DAMIR_A{mois}.csv", separator: ";", columns: { BEN_RES_REG: text, PRS_NAT: text, PRS_REM_TYP: { type: text, required: true }, PRS_ACT_QTE: number, PRS_PAI_MNT: { type: number, unit: EUR } } }
            entities:
              person:
                - { from: A, once: true, fields: { person_id: BEN_RES_REG } }
              care:
                - from: A
                  filters: [{ id: DAM-1, keep: 'PRS_REM_TYP in ("0", "1")' }]
                  net: { id: DAM-2, same: [BEN_RES_REG, PRS_NAT, mois], sum: [PRS_ACT_QTE, PRS_PAI_MNT], keep: PRS_PAI_MNT > 0 }
                  fields:
                    person_id: BEN_RES_REG
                    day: date(number(substring(mois, 1, 4)), number(substring(mois, 5, 2)), 1)
                    kind: '"consultation"'
                    quantity: PRS_ACT_QTE
                    amount: PRS_PAI_MNT
            """;
        clinic.Write("DAMIR_A201901.csv", "BEN_RES_REG;PRS_NAT;PRS_REM_TYP;PRS_ACT_QTE;PRS_PAI_MNT\n11;1111;0;1;35\n11;1111;5;1;35\n");
        Assert.Equal(["11,2019-01-01,consultation,,1,35"], Clinic.Rows(clinic.LoadBy(Mapping), "care"));
        Assert.Equal(["11,2019-01-01,consultation,,2,70"], Clinic.Rows(clinic.LoadBy(Mapping.Replace("(\"0\", \"1\")", "(\"0\", \"1\", \"5\")", StringComparison.Ordinal)), "care"));
    }
}

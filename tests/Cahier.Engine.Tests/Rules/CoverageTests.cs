using Cahier.Calculation.Coverage;
using Xunit;

namespace Cahier.Engine.Tests.Rules;

/// <summary>From what the texts ask to what carries it out and the tests that exercise it, and back.</summary>
public sealed class CoverageTests
{
    private const string Version = """
        cahier: case
        version: "1"
        title: { fr: Cas d'essai, en: Test case }
        model: t2a
        applies: { from: 2020-01-01, to: 2020-12-31 }
        unit: { entity: stay, as: stay, date: stay.exit_date, participant: stay.establishment }
        parameters:
          night_price: { unit: EUR/day, paragraphs: [P2], values: { 2020-01-01: 100 } }
          least_nights: { unit: day, paragraphs: [P1], values: { 2020-01-01: 1 } }
        values:
          nights: { expression: stay.length_of_stay, paragraphs: [P1, P2] }
        eligibility:
          - { id: INC-1, when: nights >= least_nights, paragraphs: [P1] }
        payment:
          unit:
            - { id: paid, amount: nights * night_price, round: half up to 0.01, paragraphs: [P2] }
        """;

    private const string Source = """
        # What is asked

        ## P1 — Inclusion (illustrative)

        A stay of a night or more.

        ## P2 — Payment (illustrative)

        Each night is paid the same.
        """;

    private const string Decides = """
          - name: A night is enough, none is not
            facts: { stay: [{ stay_id: S1, length_of_stay: 1 }, { stay_id: S2, length_of_stay: 0 }] }
            expect: { decisions: { S1: included, S2: not eligible } }
        """;

    private const string Pays = """
          - name: Two nights are paid twice
            facts: { stay: [{ stay_id: S1, length_of_stay: 2 }] }
            expect: { values: { S1: { paid: 200 } } }
        """;

    public static TheoryData<string> Cahiers => [.. RuleFileTests.Folder.Cahiers];

    [Theory]
    [MemberData(nameof(Cahiers))]
    public void Cahier_OfTheRepository_IsCoveredAndExercised(string cahier)
    {
        var report = CoverageReport.Of(RuleFileTests.Folder, cahier);
        Assert.NotNull(report.Source);
        Assert.True(report.IsComplete, string.Join('\n', report.Diagnostics.Select(d => d.Cause)));
        Assert.Empty(report.Failed);
        Assert.All(report.Source.Paragraphs, p => Assert.NotEmpty(report.Carrying(p)));
        Assert.Empty(report.Carriers.Where(c => !c.Carrier.Paragraphs.IsEmpty && !c.IsExercised).Select(c => c.Carrier.Name.Text));
    }

    [Fact]
    public void Rule_DecidedBothWaysByACase_IsExercisedBothWays()
    {
        var rule = Of(Report(Decides), "INC-1");
        Assert.Equal("A night is enough, none is not", Assert.Single(rule.Holds).Name);
        Assert.Equal("A night is enough, none is not", Assert.Single(rule.Fails).Name);
    }

    /// <summary>What no case says, a case does not notice: the stay is included, but nothing expects that.</summary>
    [Fact]
    public void Rule_OfUnitsWhoseDecisionNobodyExpects_IsNotExercised()
    {
        var rule = Of(Report(Pays), "INC-1");
        Assert.Empty(rule.Holds);
        Assert.Empty(rule.Fails);
    }

    [Fact]
    public void Parts_OfWhatACaseExpects_AreExercised()
    {
        var pays = Report(Pays);
        Assert.All(["paid", "nights", "night_price"], n => Assert.Single(Of(pays, n).Expects));
        Assert.Empty(Of(pays, "least_nights").Expects);

        var decides = Report(Decides);
        Assert.All(["nights", "least_nights"], n => Assert.Single(Of(decides, n).Expects));
        Assert.All(["paid", "night_price"], n => Assert.Empty(Of(decides, n).Expects));
    }

    [Fact]
    public void Case_ThatFails_ExercisesNothing()
    {
        var report = Report(Pays.Replace("200", "201", StringComparison.Ordinal));
        Assert.Equal("Two nights are paid twice", Assert.Single(report.Failed).Name);
        Assert.All(report.Carriers, c => Assert.False(c.IsExercised));
        Assert.True(report.IsComplete);
    }

    [Fact]
    public void Version_ThatAmends_CarriesOnlyWhatItSays()
    {
        var texts = Texts(Pays)
            .With("case/1.yaml", Version.Replace(", paragraphs: [P1, P2]", "", StringComparison.Ordinal))
            .With("case/2.yaml", """
                cahier: case
                version: "2"
                amends: case@1
                applies: { from: 2021-01-01 }
                payment:
                  unit:
                    - { id: paid, amount: nights * night_price * 2, round: half up to 0.01, paragraphs: [P2] }
                """);
        var report = CoverageReport.Of(texts, "case");
        Assert.Equal(["1", "2"], report.Carriers.Where(c => c.Carrier.Name.Text == "paid").Select(c => c.Carrier.Version));
        Assert.Single(report.Carriers, c => c.Carrier.Name.Text == "nights");
        // The case is of 2020: it says nothing of what the later version pays.
        Assert.Empty(report.Carriers.Last(c => c.Carrier.Name.Text == "paid").Exercise.Expects);
    }

    /// <summary>A version that cannot be read may carry what no other does: only its own mistake is said.</summary>
    [Fact]
    public void Version_ThatCannotBeRead_LeavesParagraphsAlone() =>
        Assert.Empty(CoverageReport.Of(Texts(Pays).With("case/1.yaml", Version.Replace("payment:", "pay:", StringComparison.Ordinal)), "case").Diagnostics.Where(d => d.Code.Id.StartsWith("C77", StringComparison.Ordinal)));

    private static CoverageReport Report(string cases) => CoverageReport.Of(Texts(cases), "case");

    private static TextsAtHand Texts(string cases) => new TextsAtHand()
        .With("case/1.yaml", Version)
        .With("case/source.md", Source)
        .With("case/tests/all.yaml", $"cahier: case\nperiod: 2020\ndefaults:\n  stay: {{ ghm: 08C481, ghs: 2885, entry_date: 2020-03-02, exit_date: 2020-03-07, establishment: E1 }}\ncases:\n{cases}\n");

    private static Exercise Of(CoverageReport report, string name) => report.Carriers.First(c => c.Carrier.Name.Text == name).Exercise;
}

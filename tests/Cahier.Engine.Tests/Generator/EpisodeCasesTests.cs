using Xunit;

namespace Cahier.Engine.Tests.Generator;

/// <summary>In twenty thousand people each rule of the bundled payment meets cases on both sides, for each operation.</summary>
public sealed class EpisodeCasesTests(Dataset data) : IClassFixture<Dataset>
{
    private const string Hip = "08C48";
    private const string Knee = "08C24";
    private const string Colon = "06C04";

    [Theory]
    [InlineData(Hip, 300, 560)]
    [InlineData(Knee, 220, 440)]
    [InlineData(Colon, 80, 260)]
    public void Operation_TwentyThousandPeople_AboutAsDenseAsDocumented(string root, int least, int most) =>
        Assert.InRange(Stays(root).Count, least, most);

    [Theory]
    [InlineData(Hip)]
    [InlineData(Knee)]
    [InlineData(Colon)]
    public void Exclusion_EachOfStay_BothSides(string root)
    {
        var stays = Stays(root);
        BothSides(stays, s => s["entry_mode"] == "home");
        BothSides(stays, s => s["entry_mode"] == "transfer");
        BothSides(stays, s => s["entry_mode"] == "mutation");
        BothSides(stays, s => s.Is("through_emergency"));
        BothSides(stays, s => s["exit_mode"] == "death");
        BothSides(stays, s => s.Is("palliative_care"));
        BothSides(stays, s => s["complication"] == "true");
        BothSides(stays, s => s["principal_diagnosis"].Length == 0);
        for (var level = 1; level <= 4; level++)
        {
            BothSides(stays, s => s["severity"][0] == '0' + level);
        }
    }

    [Theory]
    [InlineData(Hip)]
    [InlineData(Knee)]
    [InlineData(Colon)]
    public void Exclusion_SimilarOperationBefore_BothSidesOfTheYear(string root)
    {
        var byPerson = Stays(root).ToLookup(s => s["beneficiary_id"], StringComparer.Ordinal);
        var gaps = byPerson.SelectMany(person => person.Zip(person.Skip(1), (a, b) => b.Date("entry_date").DayNumber - a.Date("entry_date").DayNumber)).ToList();

        Assert.Contains(365, gaps);
        Assert.Contains(366, gaps);
        BothSides(gaps, gap => gap <= 365);
    }

    [Fact]
    public void Colectomy_DiagnosisAndExtent_BothSides()
    {
        BothSides(Stays(Colon), s => s["principal_diagnosis"].StartsWith("C18", StringComparison.Ordinal));
        BothSides(Stays(Colon), s => s.Is("total_colectomy"));
        Assert.True(Stays(Colon).Count(s => s["principal_diagnosis"].StartsWith("C18", StringComparison.Ordinal)) * 2 > Stays(Colon).Count);
    }

    [Theory]
    [InlineData(Hip)]
    [InlineData(Knee)]
    public void Readmission_WithinNinetyDays_AboutOneInTen(string root)
    {
        var acute = data.Rows("stay").Where(s => s["kind"] == "MCO").ToLookup(s => s["beneficiary_id"], StringComparer.Ordinal);
        var stays = Stays(root);
        var again = stays.Count(index => acute[index["beneficiary_id"]].Any(s =>
            s["complication"] == "true" && s.Date("entry_date").DayNumber - index.Date("exit_date").DayNumber is > 0 and <= 90));

        Assert.InRange(again * 100 / stays.Count, 4, 14);
    }

    [Theory]
    [InlineData("08C47")]
    [InlineData("08C22")]
    [InlineData("0841A")]
    [InlineData("GHT07")]
    [InlineData("28Z07")]
    [InlineData("28Z04")]
    public void Neighbour_OfTheEpisode_Exists(string root) => Assert.NotEmpty(Stays(root));

    [Fact]
    public void Screening_OfTheOperated_BothSides()
    {
        var rows = data.Rows("screening").ToList();
        foreach (var kind in new[] { "anaemia", "malnutrition" })
        {
            BothSides(rows.Where(r => r["kind"] == kind), r => r["result"] == "positive");
            BothSides(rows.Where(r => r["kind"] == kind && r["result"] == "positive"), r => r["treated"] == "true");
        }
    }

    [Theory]
    [InlineData(Hip, "08C22", 180)]
    [InlineData(Knee, "08C22", 180)]
    [InlineData(Colon, Colon, 30)]
    public void SecondOperation_AfterTheFirst_BothSidesOfTheGuarantee(string root, string again, int days)
    {
        var second = Stays(again).ToLookup(s => s["beneficiary_id"], StringComparer.Ordinal);
        var gaps = Stays(root).SelectMany(first => second[first["beneficiary_id"]].Select(s => s.Date("entry_date").DayNumber - first.Date("exit_date").DayNumber)).ToList();

        BothSides(gaps.Where(gap => gap > 0), gap => gap <= days);
        Assert.Contains(gaps, gap => gap is > 0 and <= 90);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(20)]
    public void Outcome_GainOfTheOperated_BothSides(int points)
    {
        var answers = data.Rows("answer").Where(a => a["questionnaire"] == "prom" && a["dimension"] == "pain" && a["score"].Length > 0).ToList();
        var firsts = answers.Where(a => a["moment"] == "before").ToLookup(a => a["beneficiary_id"], StringComparer.Ordinal);
        var gains = answers.Where(a => a["moment"] == "after").SelectMany(last => firsts[last["beneficiary_id"]].Select(first => Score(last) - Score(first)));

        BothSides(gains, gain => gain >= points);

        static int Score(Row answer) => int.Parse(answer["score"], System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Colectomy_Prepared_BothSidesOfTheEpisode()
    {
        var endoscopies = Stays("06K04").ToLookup(s => s["beneficiary_id"], StringComparer.Ordinal);
        var days = Stays(Colon).SelectMany(s => endoscopies[s["beneficiary_id"]].Select(e => s.Date("entry_date").DayNumber - e.Date("entry_date").DayNumber));

        BothSides(days.Where(d => d > 0), d => d <= 45);
    }

    [Fact]
    public void Stays_OfOnePerson_DoNotOverlapAndEndWithDeath()
    {
        foreach (var person in data.Rows("stay").GroupBy(s => s["beneficiary_id"], StringComparer.Ordinal))
        {
            var stays = person.ToList();
            for (var i = 1; i < stays.Count; i++)
            {
                Assert.True(stays[i].Date("entry_date") >= stays[i - 1].Date("exit_date"), person.Key);
                Assert.NotEqual("death", stays[i - 1]["exit_mode"]);
            }
        }
    }

    [Fact]
    public void AttendingDoctor_Declared_ByAboutNineInTen()
    {
        var people = data.Rows("enrolment").Where(e => e["kind"] == "attending_doctor").Select(e => e["beneficiary_id"]).Distinct(StringComparer.Ordinal).Count();
        Assert.InRange(people, 17_400, 18_600);
    }

    [Theory]
    [InlineData("L04AB01")]
    [InlineData("A10AE04")]
    [InlineData("L04AB04")]
    public void Biosimilar_OfEachGroup_BothSides(string atc)
    {
        var rows = data.Rows("dispensation").Where(d => d["atc"] == atc).ToList();
        BothSides(rows, d => d.Is("biosimilar"));
        BothSides(rows, d => d["prescriber"] == "hospital");
    }

    private List<Row> Stays(string root) => [.. data.Rows("stay").Where(s => s["ghm_root"] == root)];

    private static void BothSides<T>(IEnumerable<T> rows, Func<T, bool> condition)
    {
        Assert.Contains(rows, row => condition(row));
        Assert.Contains(rows, row => !condition(row));
    }
}

using System.Net;
using System.Text.Json;
using Cahier.Service.Tests.Serving;
using Xunit;

namespace Cahier.Service.Tests.Cases;

/// <summary>Cases: facts that are sent, judged, explained and forgotten.</summary>
public sealed class CaseTests
{
    private const string Facts = """
        "facts": {
          "hospital": [{ "hospital_id": "H1" }],
          "patient": [{ "patient_id": "P1", "stays": [
            { "stay_id": "S1", "hospital": "H1", "entry_date": "2019-03-01", "nights": 7, "emergency": false, "remark": "\u00c9t\u00e9 \ud83d\ude00" },
            { "stay_id": "S2", "hospital": "H1", "entry_date": "2019-04-01", "nights": 2, "emergency": null },
            { "stay_id": "S3", "hospital": "H1", "entry_date": "2019-05-01", "nights": 1, "emergency": true }] }]
        }
        """;

    [Fact]
    public async Task Case_Judged_GivesDecisionsValuesIndicatorsAndAmounts()
    {
        using var place = new Place();
        await using var served = await Served.StartAsync(place);

        var answer = await served.PostAsync("/v1/cahiers/nights/cases", $$"""{ "version": null, "period": "2019", "explain": null, {{Facts}} }""");

        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        var units = answer.Json.GetProperty("units").EnumerateArray().ToDictionary(u => u.GetProperty("unit").GetString()!, u => u);
        Assert.Equal(("included", "undetermined", "excluded"), (Text(units["S1"], "decision"), Text(units["S2"], "decision"), Text(units["S3"], "decision")));
        Assert.Equal(JsonValueKind.Null, units["S2"].GetProperty("rules").GetProperty("EXC-1").ValueKind);
        Assert.True(units["S1"].GetProperty("rules").GetProperty("INC-1").GetBoolean());
        Assert.Equal("703.50", Text(units["S1"].GetProperty("lines")[0], "amount"));
        Assert.Empty(units["S3"].GetProperty("lines").EnumerateArray());
        Assert.Equal("1", Text(answer.Json.GetProperty("participants")[0].GetProperty("indicators")[0], "value"));
        Assert.Equal("emergency", Text(answer.Json.GetProperty("unknown")[0].GetProperty("missing")[0], "field"));
        Assert.False(units["S1"].TryGetProperty("explanation", out _));
    }

    [Theory]
    [InlineData("en", "At least one night", "before rounding")]
    [InlineData("fr", "Au moins une nuit", "avant arrondi")]
    public async Task Case_ExplainedAsText_IsInTheLanguageAskedFor(string language, params string[] said)
    {
        using var place = new Place();
        await using var served = await Served.StartAsync(place);

        var answer = await served.PostAsync("/v1/cahiers/nights/cases", $$"""{ "period": "2019", "explain": "text", "language": "{{language}}", {{Facts}} }""");

        Assert.All(said, s => Assert.Contains(s, Text(answer.Json.GetProperty("units")[0], "explanation"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Case_ExplainedAsJson_HasFactsParametersAndReasons()
    {
        using var place = new Place();
        await using var served = await Served.StartAsync(place);

        var answer = await served.PostAsync("/v1/cahiers/nights/cases", $$"""{ "period": "2019", "explain": "json", {{Facts}} }""");

        var reasoning = answer.Json.GetProperty("units")[0].GetProperty("explanation").GetProperty("lines")[0].GetProperty("reasoning");
        Assert.Equal("100.5", Text(reasoning.GetProperty("parameters")[0], "value"));
        Assert.Equal("nights", Text(reasoning.GetProperty("facts")[0], "field"));
    }

    [Theory]
    [InlineData("\"2019\"", "\"stays\": 5", 422, "C")]
    [InlineData("\"2019\"", "\"birth_date\": \"yesterday\"", 422, "yesterday")]
    [InlineData("\"2019\"", "\"born\": \"1950-01-01\"", 422, "born")]
    [InlineData("\"2018\"", "\"birth_date\": null", 409, "no-version")]
    [InlineData("2019", "\"birth_date\": null", 200, "nights")]
    public async Task Case_WithFactsThatDoNotFit_IsRefusedWithTheirPlace(string period, string field, int status, string said)
    {
        using var place = new Place();
        await using var served = await Served.StartAsync(place);

        var answer = await served.PostAsync("/v1/cahiers/nights/cases", $$"""
            {
              "period": {{period}},
              "facts": { "patient": [{ "patient_id": "P1", {{field}} }] }
            }
            """);

        Assert.Equal((HttpStatusCode)status, answer.Status);
        Assert.Contains(said, answer.Text, StringComparison.Ordinal);
        if (status == 422)
        {
            Assert.Equal("application/problem+json", answer.Type);
            Assert.Equal(3, answer.Json.GetProperty("diagnostics")[0].GetProperty("line").GetInt32());
        }
    }

    /// <summary>Marked facts are in the answer to who sent them, and nowhere else.</summary>
    [Fact]
    public async Task Facts_OfPersons_AreInNoLogAndNoTrace()
    {
        const string mark = "MARKOFAPERSON";
        using var place = new Place();
        place.Load($"hospital: [{{ hospital_id: H1, name: {mark} }}]\npatient: [{{ patient_id: {mark}-1, stays: [{{ stay_id: {mark}-2, hospital: H1, entry_date: 2019-02-01, nights: 3, remark: {mark} }}] }}]\n");
        await using var served = await Served.StartAsync(place, "schedule: [{ name: often, cron: '* * * * * ?', cahiers: [nights], periods: [2019] }]");
        string[] bodies =
        [
            $$"""{ "period": "2019", "explain": "text", "facts": { "hospital": [{ "hospital_id": "H1" }], "patient": [{ "patient_id": "{{mark}}", "stays": [{ "stay_id": "{{mark}}", "hospital": "H1", "entry_date": "2019-01-01", "nights": 2 }] }] } }""",
            $$"""{ "period": "2019", "facts": { "patient": [{ "patient_id": "{{mark}}", "birth_date": "{{mark}}" }] } }""",
            $$"""{ "period": "2019", "facts": { "{{mark}}": [] } }""",
            $$"""{ "period": "2019", "facts": "{{mark}}" }""",
            $$"""{ "period": "2019", {{mark}}""",
        ];
        var answers = new List<Answer>();
        foreach (var body in bodies)
        {
            answers.Add(await served.PostAsync("/v1/cahiers/nights/cases", body));
            await served.PostAsync($"/v1/checks?{mark}=1", $$"""{ "cahier": "nights", "version": "1", "text": "{{mark}}" }""");
            await served.GetAsync($"/v1/cahiers/{mark}?name={mark}");
            await served.GetAsync($"/{mark}");
            await served.GetAsync("/v1/runs", mark);
        }

        await served.UntilAsync("/v1/runs", a => a.Json.GetProperty("runs").GetArrayLength() > 0);
        var results = await served.GetAsync("/v1/runs/1/decisions");
        await served.GetAsync("/metrics");

        Assert.Contains(mark, answers[0].Text, StringComparison.Ordinal);
        Assert.Contains(mark, results.Text, StringComparison.Ordinal);
        Assert.Contains("/v1/cahiers/{cahier}/cases 422", served.Said, StringComparison.Ordinal);
        Assert.DoesNotContain(mark, served.Said, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(mark, (await served.GetAsync("/metrics")).Text, StringComparison.Ordinal);
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;
}

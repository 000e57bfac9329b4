using Cahier.Feel.Values;
using Cahier.House.Tests.Architecture;
using Cahier.Service.Settings;
using Xunit;

namespace Cahier.Service.Tests.Settings;

/// <summary>Settings: where they come from, and what is said of those that make no sense.</summary>
public sealed class SettingsTests
{
    [Fact]
    public void Schema_OfSettings_IsTheOneKept() => Repository.MustEqual(SettingsForm.ToJsonSchema(), Repository.PathOf("schemas", "json", "service.schema.json"));

    [Theory]
    [InlineData("listen: 127.0.0.1", "listen")]
    [InlineData("listen: http://example.org:80", "listen")]
    [InlineData("listen: http://127.0.0.1:99999", "listen")]
    [InlineData("limits: { body: 0 }", "limits.body")]
    [InlineData("limits: { seconds: 100000000 }", "limits.seconds")]
    [InlineData("openid: { authority: example.org, audience: cahier }", "openid.authority")]
    [InlineData("telemetry: { otlp: somewhere }", "telemetry.otlp")]
    [InlineData("suppress_below: -1", "suppress_below")]
    [InlineData("schedule: [{ name: a, cron: 0 0 2 * * ?, periods: [2019] }]", "schedule")]
    [InlineData("store: s.db\nschedule: [{ name: a, cron: at two, periods: [2019] }]", "schedule[1].cron")]
    [InlineData("store: s.db\nschedule: [{ name: a, cron: 0 0 2 * * ?, periods: [2019], time_zone: Paris }]", "schedule[1].time_zone")]
    [InlineData("store: s.db\nschedule: [{ name: a, cron: 0 0 2 * * ?, periods: [last year] }]", "schedule[1].periods")]
    [InlineData("store: s.db\nschedule: [{ name: a, cron: 0 0 2 * * ?, periods: [2019], max_rejected: 101 }]", "schedule[1].max_rejected")]
    [InlineData("store: s.db\nschedule: [{ name: a, cron: 0 0 2 * * ?, periods: [2019] }, { name: a, cron: 0 0 2 * * ?, periods: [2019] }]", "schedule")]
    public void Setting_ThatMakesNoSense_IsNamedWithItsCauseAndRemedy(string text, string named)
    {
        var problem = Assert.Throws<SettingsException>(() => Read(text)).Problems.Single();

        Assert.Equal(named, problem.Setting);
        Assert.NotEmpty(problem.Cause);
        Assert.NotEmpty(problem.Remedy);
    }

    [Theory]
    [InlineData("lisen: http://127.0.0.1:1", "did you mean listen?")]
    [InlineData("limits: { body: many }", "a whole number")]
    [InlineData("schedule: [{ name: a }]", "cron")]
    public void File_OfAnotherForm_IsRefusedWithItsPlace(string text, string said)
    {
        var diagnostics = Assert.Throws<SettingsException>(() => Read(text)).Diagnostics;

        Assert.Contains(diagnostics, d => $"{d.Cause} {d.Remedy}".Contains(said, StringComparison.Ordinal) && d.Location.File == "settings.yaml");
    }

    [Fact]
    public void Setting_SaidInSeveralPlaces_IsThatOfTheCommandLineThenTheEnvironment()
    {
        const string text = "listen: http://127.0.0.1:1\nlimits: { body: 2000, seconds: 7 }";
        var settings = Read(
            text,
            new() { ["listen"] = "http://127.0.0.1:3" },
            v => v switch { "CAHIER_SERVE_LISTEN" => "http://127.0.0.1:2", "CAHIER_SERVE_LIMITS_BODY" => "3000", _ => null });

        Assert.Equal(3, settings.Listen.Port);
        Assert.Equal(3000, settings.Limits.Body);
        Assert.Equal(TimeSpan.FromSeconds(7), settings.Limits.Time);

        var wrong = Assert.Throws<SettingsException>(() => Read(text, [], v => v == "CAHIER_SERVE_LIMITS_BODY" ? "x" : null));
        Assert.Equal("CAHIER_SERVE_LIMITS_BODY", wrong.Problems.Single().Setting);
    }

    [Theory]
    [InlineData("2019", "2019")]
    [InlineData("2019-02-01..2019-03-10", "2019-02-01..2019-03-10")]
    [InlineData("current year", "2020")]
    [InlineData("previous year", "2019")]
    [InlineData("current quarter", "2020-Q1")]
    [InlineData("previous quarter", "2019-Q4")]
    [InlineData("current month", "2020-03")]
    [InlineData("previous month", "2020-02")]
    public void Period_OnADay_IsThoseDays(string text, string expected)
    {
        var today = Date.TryCreate(2020, 3, 31, out var day) ? day : default;

        Assert.Equal(expected, new ScheduledPeriod(text).On(today).ToString());
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080", true)]
    [InlineData("http://localhost:0", "http://127.0.0.1:0", true)]
    [InlineData("https://[::1]:443", "https://[::1]:443", true)]
    [InlineData("http://*:80", "http://[::]:80", false)]
    [InlineData("http://10.0.0.1:80/", "http://10.0.0.1:80", false)]
    public void Listen_Read_IsWhatItSays(string text, string expected, bool isLoopback)
    {
        Assert.True(ListenAddress.TryParse(text, out var address));
        Assert.Equal(expected, address.ToString());
        Assert.Equal(isLoopback, address.IsLoopback);
    }

    private static ServiceSettings Read(string text, Dictionary<string, string?>? said = null, Func<string, string?>? environment = null) =>
        SettingsReader.Read("rules", "models", ("settings.yaml", text), said ?? [], environment ?? (_ => null));
}

using System.Collections.Immutable;
using System.Text;
using static System.FormattableString;

namespace Cahier.Cli.Benching;

/// <summary>A picture of how cost grows, which needs nothing else: what a rule costs as rules become more, and each step's time as people become more.</summary>
internal static class GrowthPicture
{
    private const int Width = 1_000;
    private const int Height = 420;

    public static string Of(BenchReport report)
    {
        var rules = new Chart("What one rule costs on one row", "rules in the cahier", "ns",
        [
            new Series("later runs", [.. report.Growth.Select(g => ((double)g.Rules, g.NanosecondsPerRule))]),
            new Series("first run", [.. report.Growth.Select(g => ((double)g.Rules, g.FirstRunMilliseconds * 1_000_000 / (report.TenRules.Rows / 10.0) / g.Rules))]),
        ]);
        var people = new Chart("What each step takes", "invented people", "seconds", [.. StepsOf(report)]);
        var text = new StringBuilder(Invariant($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" width=\"{Width}\" height=\"{Height}\" role=\"img\" aria-label=\"How cost grows\" font-family=\"sans-serif\" font-size=\"12\" fill=\"#222\">\n"));
        text.Append(Invariant($"<rect width=\"{Width}\" height=\"{Height}\" fill=\"#fff\"/>\n"));
        rules.Draw(text, 0, Width / 2, Height);
        people.Draw(text, Width / 2, Width / 2, Height);
        return text.Append("</svg>\n").ToString();
    }

    private static IEnumerable<Series> StepsOf(BenchReport report) =>
        from step in report.Populations.SelectMany(p => p.Steps.Select(s => s.Step)).Distinct()
        let points = report.Populations.SelectMany(p => p.Steps.Where(s => s.Step == step && s.RowsPerSecond is not null && s.Seconds >= 0.01).Select(s => ((double)p.Beneficiaries, s.Seconds))).Order().ToImmutableArray()
        where points.Length > 0
        select new Series(step, points);
}

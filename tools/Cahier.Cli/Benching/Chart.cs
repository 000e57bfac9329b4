using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using static System.FormattableString;

namespace Cahier.Cli.Benching;

/// <summary>A line of a chart.</summary>
internal sealed record Series(string Name, ImmutableArray<(double X, double Y)> Points);

/// <summary>
/// A chart with logarithmic axes, as SVG: a straight line that rises by one step for each step to the right grows as fast as
/// its cause. Lines are told apart by the shape of their points and by their dashes, and each has its name at its end.
/// </summary>
internal sealed class Chart(string title, string across, string up, ImmutableArray<Series> series)
{
    private const int Left = 60;
    private const int Right = 175;
    private const int Top = 50;
    private const int Bottom = 60;
    private const int LineOfText = 15;

    private static readonly ImmutableArray<string> Dashes = ["", "7 3", "2 3", "9 3 2 3", "12 4", "4 2"];

    public void Draw(StringBuilder text, int x, int width, int height)
    {
        var points = series.SelectMany(s => s.Points).ToList();
        if (points.Count == 0)
        {
            return;
        }

        var horizontal = new LogAxis(points.Select(p => p.X), x + Left, x + width - Right);
        var vertical = new LogAxis(points.Select(p => p.Y), height - Bottom, Top);
        text.Append(Invariant($"<text x=\"{x + Left}\" y=\"24\" font-size=\"14\" font-weight=\"bold\">{title}</text>\n"));
        Axes(text, horizontal, vertical);
        var ends = new SortedSet<int>();
        for (var line = 0; line < series.Length; line++)
        {
            Line(text, series[line], line, horizontal, vertical, ends);
        }
    }

    private void Axes(StringBuilder text, LogAxis horizontal, LogAxis vertical)
    {
        foreach (var tick in horizontal.Ticks)
        {
            text.Append(Invariant($"<path d=\"M{horizontal.At(tick)} {vertical.From}V{vertical.To}\" stroke=\"#ddd\"/><text x=\"{horizontal.At(tick)}\" y=\"{vertical.From + 18}\" text-anchor=\"middle\">{Label(tick)}</text>\n"));
        }

        foreach (var tick in vertical.Ticks)
        {
            text.Append(Invariant($"<path d=\"M{horizontal.From} {vertical.At(tick)}H{horizontal.To}\" stroke=\"#ddd\"/><text x=\"{horizontal.From - 6}\" y=\"{vertical.At(tick) + 4}\" text-anchor=\"end\">{Label(tick)}</text>\n"));
        }

        text.Append(Invariant($"<path d=\"M{horizontal.From} {vertical.To}V{vertical.From}H{horizontal.To}\" fill=\"none\" stroke=\"#222\"/>\n"));
        text.Append(Invariant($"<text x=\"{(horizontal.From + horizontal.To) / 2}\" y=\"{vertical.From + 40}\" text-anchor=\"middle\">{across}</text><text x=\"{horizontal.From - 6}\" y=\"{vertical.To - 12}\" text-anchor=\"end\">{up}</text>\n"));
    }

    private static void Line(StringBuilder text, Series series, int number, LogAxis horizontal, LogAxis vertical, SortedSet<int> ends)
    {
        var places = series.Points.Select(p => (X: horizontal.At(p.X), Y: vertical.At(p.Y))).ToList();
        var shape = string.Join('L', places.Select(p => Invariant($"{p.X} {p.Y}")));
        text.Append(Invariant($"<path d=\"M{shape}\" fill=\"none\" stroke=\"#222\" stroke-width=\"1.5\" stroke-dasharray=\"{Dashes[number % Dashes.Length]}\"/>\n"));
        foreach (var (x, y) in places)
        {
            text.Append(Mark(number, x, y));
        }

        // Names of lines that end close together stand one under the other.
        var end = places[^1].Y + 4;
        while (ends.Any(e => Math.Abs(e - end) < LineOfText))
        {
            end += LineOfText;
        }

        ends.Add(end);
        text.Append(Mark(number, places[^1].X + 14, end - 4));
        text.Append(Invariant($"<text x=\"{places[^1].X + 24}\" y=\"{end}\">{series.Name}</text>\n"));
    }

    private static string Mark(int number, int x, int y) => (number % 8) switch
    {
        0 => Invariant($"<circle cx=\"{x}\" cy=\"{y}\" r=\"4\"/>\n"),
        1 => Invariant($"<circle cx=\"{x}\" cy=\"{y}\" r=\"4\" fill=\"#fff\" stroke=\"#222\"/>\n"),
        2 => Invariant($"<rect x=\"{x - 4}\" y=\"{y - 4}\" width=\"8\" height=\"8\"/>\n"),
        3 => Invariant($"<rect x=\"{x - 4}\" y=\"{y - 4}\" width=\"8\" height=\"8\" fill=\"#fff\" stroke=\"#222\"/>\n"),
        4 => Invariant($"<path d=\"M{x} {y - 5}L{x + 5} {y + 4}H{x - 5}Z\"/>\n"),
        5 => Invariant($"<path d=\"M{x} {y - 5}L{x + 5} {y + 4}H{x - 5}Z\" fill=\"#fff\" stroke=\"#222\"/>\n"),
        6 => Invariant($"<path d=\"M{x} {y - 5}L{x + 5} {y}L{x} {y + 5}L{x - 5} {y}Z\"/>\n"),
        _ => Invariant($"<path d=\"M{x} {y - 5}L{x + 5} {y}L{x} {y + 5}L{x - 5} {y}Z\" fill=\"#fff\" stroke=\"#222\"/>\n"),
    };

    private static string Label(double value) => value.ToString("#,0.######", CultureInfo.InvariantCulture).Replace(',', '\u202f');

    /// <summary>From the power of ten below the least value to the one above the greatest.</summary>
    private sealed class LogAxis
    {
        private readonly int least;
        private readonly int most;

        public LogAxis(IEnumerable<double> values, int from, int to)
        {
            var logs = values.Select(Math.Log10).ToList();
            (From, To) = (from, to);
            least = (int)Math.Floor(logs.Min());
            most = Math.Max(least + 1, (int)Math.Ceiling(logs.Max()));
        }

        public int From { get; }

        public int To { get; }

        public IEnumerable<double> Ticks => Enumerable.Range(least, most - least + 1).Select(p => Math.Pow(10, p));

        public int At(double value) => From + (int)Math.Round((To - From) * (Math.Log10(value) - least) / (most - least));
    }
}

using System.Globalization;
using Cahier.Calculation.Runs;

namespace Cahier.Cli.Console;

/// <summary>Tells somebody at a terminal what goes on when it takes more than a second, on one line that is wiped at the end; and keeps how long each step took.</summary>
internal sealed class ConsoleProgress : IRunProgress, IProgress<(string Entity, long Rows)>, IDisposable
{
    private const int BarWidth = 24;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Rhythm = TimeSpan.FromMilliseconds(200);

    private readonly Lock gate = new();
    private readonly Surface surface;
    private readonly CancellationToken cancellation;
    private readonly ITimer? timer;
    private readonly long start;
    private readonly List<(string Step, long Start)> steps = [];
    private readonly Dictionary<string, long> rows = new(StringComparer.Ordinal);
    private (long Done, long All) part;
    private bool shown;
    private bool closed;

    /// <param name="surface">Where to write.</param>
    /// <param name="cancellation">Ends the work at its next step.</param>
    public ConsoleProgress(Surface surface, CancellationToken cancellation = default)
    {
        this.surface = surface;
        this.cancellation = cancellation;
        start = surface.Time.GetTimestamp();
        timer = surface.ErrorIsTerminal ? surface.Time.CreateTimer(_ => Show(), null, Patience, Rhythm) : null;
    }

    /// <inheritdoc/>
    /// <exception cref="OperationCanceledException">Somebody asked to stop.</exception>
    public void Begin(string step)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (gate)
        {
            steps.Add((step, surface.Time.GetTimestamp()));
            rows.Clear();
            part = default;
        }
    }

    /// <summary>Says how far the step is.</summary>
    public void Report(long done, long all)
    {
        lock (gate)
        {
            part = (done, all);
        }
    }

    /// <inheritdoc/>
    public void Report((string Entity, long Rows) value)
    {
        lock (gate)
        {
            rows[value.Entity] = value.Rows;
        }
    }

    /// <summary>Says something that somebody should know though the work goes on.</summary>
    public void Say(string text)
    {
        lock (gate)
        {
            surface.Error.WriteLine(shown && !closed ? $"\r\u001b[K{text}" : text);
        }
    }

    /// <summary>How long the steps of a name took together, in milliseconds, the one under way included.</summary>
    public long Milliseconds(string step)
    {
        lock (gate)
        {
            var sum = TimeSpan.Zero;
            for (var i = 0; i < steps.Count; i++)
            {
                if (steps[i].Step == step)
                {
                    sum += surface.Time.GetElapsedTime(steps[i].Start, i + 1 < steps.Count ? steps[i + 1].Start : surface.Time.GetTimestamp());
                }
            }

            return (long)sum.TotalMilliseconds;
        }
    }

    /// <summary>Wipes the line.</summary>
    public void Dispose()
    {
        timer?.Dispose();
        lock (gate)
        {
            closed = true;
            if (shown)
            {
                surface.Error.Write("\r\u001b[K");
                surface.Error.Flush();
            }
        }
    }

    private void Show()
    {
        lock (gate)
        {
            if (closed || steps.Count == 0)
            {
                return;
            }

            shown = true;
            surface.Error.Write($"\r\u001b[K{Line()}");
            surface.Error.Flush();
        }
    }

    private string Line()
    {
        var seconds = (long)surface.Time.GetElapsedTime(start).TotalSeconds;
        var line = string.Create(CultureInfo.InvariantCulture, $"{steps[^1].Step} … {seconds} s");
        if (part.All > 0)
        {
            var filled = (int)(BarWidth * part.Done / part.All);
            return string.Create(CultureInfo.InvariantCulture, $"{line} [{new string('#', filled)}{new string('.', BarWidth - filled)}] {part.Done:N0} of {part.All:N0}");
        }

        return rows.Count == 0 ? line : string.Create(CultureInfo.InvariantCulture, $"{line}, {rows.Values.Sum():N0} rows");
    }
}

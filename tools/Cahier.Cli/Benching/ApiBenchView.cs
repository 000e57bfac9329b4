using System.Globalization;
using System.Text.Json;
using Cahier.Cli.Console;
using Spectre.Console;

namespace Cahier.Cli.Benching;

/// <summary>Measures the service and shows what came of it.</summary>
internal static class ApiBenchView
{
    private static readonly JsonSerializerOptions AsWritten = new() { WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static async Task<int> Show(int requests, bool isJson, Surface surface, CancellationToken cancellation)
    {
        using var bench = new ApiBench(surface.Time);
        var machine = Machine.Here();
        var figures = await bench.MeasureAsync(requests, cancellation).ConfigureAwait(false);
        if (isJson)
        {
            surface.Output.WriteLine(JsonSerializer.Serialize(new { machine, figures }, AsWritten));
        }
        else
        {
            Write(machine, figures, surface);
        }

        return figures.FirstWrong is not { } wrong ? ExitCodes.Done : throw new CommandStop(ExitCodes.OurFault, $"an answer was not right: {wrong}", "please report it");
    }

    private static void Write(Machine machine, ApiFigures figures, Surface surface)
    {
        var console = surface.Tables();
        console.WriteLine(BenchWords.Machine(machine));
        console.WriteLine();
        var table = Surface.Table("request", ">requests", ">wrong", ">half, ms", ">90 %", ">99 %", ">99.9 %", ">all");
        foreach (var kind in figures.Kinds.Where(k => k.Requests > 0))
        {
            Surface.AddRow(table, [kind.Kind, Figures.Text(kind.Requests), Figures.Text(kind.Wrong), .. kind.Milliseconds.Select(Figures.Text)]);
        }

        console.Write(table);
        var all = figures.Kinds.Sum(k => k.Requests);
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Figures.Text(all)} requests from {figures.Clients} clients in {Figures.Text(figures.Seconds)} s, {Figures.Text(Figures.Round(all / figures.Seconds))} a second; processors worked {Figures.Text(figures.ProcessorSeconds)} s for service and clients together."));
    }
}

using Cahier.Cli.Console;
using Spectre.Console;

namespace Cahier.Cli.Benching;

/// <summary>Shows what was measured to people.</summary>
internal sealed class BenchTables(Surface surface, BenchReport report)
{
    private readonly IAnsiConsole console = surface.Tables();

    public void Show()
    {
        console.WriteLine(BenchWords.Machine(report.Machine));
        foreach (var section in BenchWords.Sections(report))
        {
            console.WriteLine();
            console.WriteLine(section.Title);
            var table = Surface.Table([.. section.Columns]);
            foreach (var row in section.Rows)
            {
                Surface.AddRow(table, [.. row]);
            }

            console.Write(table);
            console.WriteLine(section.Note);
        }
    }
}

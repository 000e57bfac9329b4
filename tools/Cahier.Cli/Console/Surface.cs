using System.Globalization;
using Spectre.Console;

namespace Cahier.Cli.Console;

/// <summary>Where a command writes. Results go to the output and nothing else does; notes and progress go to the error stream.</summary>
/// <param name="Output">Results.</param>
/// <param name="Error">Problems, notes, progress.</param>
/// <param name="Time">The clock.</param>
/// <param name="OutputIsTerminal">Whether somebody looks at the results as they come: then tables fit the window and have colours.</param>
/// <param name="ErrorIsTerminal">Whether somebody looks at the notes: then there is progress.</param>
public sealed record Surface(TextWriter Output, TextWriter Error, TimeProvider Time, bool OutputIsTerminal = false, bool ErrorIsTerminal = false)
{
    // Wide enough for any table of ours, so that what is sent to a file has no line broken by the size of a window.
    private const int FileWidth = 240;

    /// <summary>The output for tables and colours. What is sent to a file has neither colours nor the width of a window.</summary>
    public IAnsiConsole Tables()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Output),
            Ansi = OutputIsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = OutputIsTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = OutputIsTerminal ? Math.Max(40, System.Console.WindowWidth) : FileWidth;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    /// <summary>A table without a frame: one line of headings, then the rows.</summary>
    public static Table Table(params ReadOnlySpan<string> columns)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in columns)
        {
            // A heading that begins with > stands over numbers.
            var isNumber = column.StartsWith('>');
            table.AddColumn(new TableColumn(new Text(isNumber ? column[1..] : column)) { Alignment = isNumber ? Justify.Right : Justify.Left });
        }

        return table;
    }

    /// <summary>An amount for people, with all its decimals: digits in groups of three, with the thin space that does not break.</summary>
    public static string Amount(decimal amount) =>
        amount.ToString("#,0" + (amount.Scale > 0 ? "." + new string('0', amount.Scale) : ""), CultureInfo.InvariantCulture).Replace(',', '\u202f');

    /// <summary>Adds a row of texts as they are, whatever signs they hold.</summary>
    public static void AddRow(Table table, params ReadOnlySpan<string> cells)
    {
        ArgumentNullException.ThrowIfNull(table);
        var texts = new List<Text>();
        foreach (var cell in cells)
        {
            texts.Add(new Text(cell));
        }

        table.AddRow(texts);
    }
}

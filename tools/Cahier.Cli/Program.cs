using System.CommandLine;
using System.Text;
using Cahier.Cli;
using Cahier.Cli.Commands;

// Results are UTF-8 without a byte order mark, and lines end as on Unix, whatever the machine.
var results = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { NewLine = "\n" };
var problems = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { NewLine = "\n", AutoFlush = true };

var root = new RootCommand("Decides, measures and calculates what is paid under a cahier des charges.")
{
    FeelCommand.Make(TimeProvider.System),
};

try
{
    // "@" begins a date or a duration in an expression, not the name of a file of arguments.
    var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
    var code = await parsed.InvokeAsync(new InvocationConfiguration { Output = results, Error = problems, EnableDefaultExceptionHandler = false });
    return parsed.Errors.Count > 0 ? ExitCodes.Usage : code;
}
finally
{
    await results.FlushAsync();
}

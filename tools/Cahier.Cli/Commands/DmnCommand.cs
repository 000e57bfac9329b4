using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Cahier.Cli.Console;
using Cahier.Feel.Checking;
using Cahier.Feel.Dmn;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Values;

namespace Cahier.Cli.Commands;

/// <summary><c>cahier dmn</c>: evaluates the decisions of a DMN model.</summary>
internal static class DmnCommand
{
    private const long LargestFile = 20_000_000;
    private const int MostFiles = 500;

    private static readonly JsonWriterOptions AsWritten = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Make(Surface surface)
    {
        var model = new Argument<string>("MODEL") { Description = "A DMN file, 1.1 to 1.5. Models that it imports stand in the same folder." };
        var context = new Option<string?>("--context") { Description = "A file that holds a context or a JSON object: its entries are the model's inputs.", HelpName = "FILE" };
        var decision = new Option<string?>("--decision") { Description = "The decision, decision service or knowledge to evaluate; all decisions when none is named. Knowledge takes its parameters from the context.", HelpName = "NAME" };
        var service = new Option<string?>("--service") { Description = "The decision service to evaluate; the entries of the context are what it takes.", HelpName = "NAME" };
        var list = new Option<bool>("--list") { Description = "List what the model holds: inputs, decisions, knowledge and services." };
        var format = new Option<string>("--format") { Description = "human or json.", DefaultValueFactory = _ => "human" };
        format.AcceptOnlyFromAmong("human", "json");
        var command = new Command("dmn", "Evaluate the decisions of a DMN model.") { model, context, decision, service, list, format };
        command.Validators.Add(result =>
        {
            if (result.GetValue(decision) is not null && result.GetValue(service) is not null)
            {
                result.AddError("Give --decision NAME or --service NAME, not both.");
            }
        });
        command.SetAction(parsed =>
        {
            var clock = new EvaluationClock(surface.Time);
            var models = Load(parsed.GetValue(model)!, surface);
            var evaluation = new DmnEvaluation(models, Inputs(parsed.GetValue(context), clock), clock);
            return parsed.GetValue(list)
                ? List(evaluation, parsed.GetValue(format) == "json", surface)
                : Evaluate(evaluation, parsed.GetValue(decision) ?? parsed.GetValue(service), parsed.GetValue(format) == "json", surface);
        });
        return command;
    }

    private static DmnModels Load(string file, Surface surface)
    {
        if (!File.Exists(file))
        {
            throw new CommandStop(ExitCodes.DataProblem, $"there is no file {file}", "name a DMN file");
        }

        if (new FileInfo(file).Length > LargestFile)
        {
            throw new CommandStop(ExitCodes.DataProblem, $"{file} is larger than {LargestFile} bytes", "divide the model into several files that import each other");
        }

        var loading = DmnModels.Load(file, File.ReadAllText(file), Beside(file));
        DiagnosticPrinter.Print(loading.Diagnostics, surface.Error);
        return loading.Models ?? throw new CommandStop(ExitCodes.AuthorsMistake, $"the model {file} cannot be used", "put right what stands above");
    }

    private static IEnumerable<(string File, string Text)> Beside(string file)
    {
        var full = Path.GetFullPath(file);
        return new DirectoryInfo(Path.GetDirectoryName(full)!).EnumerateFiles("*.dmn")
            .Where(f => f.FullName != full && f.Length <= LargestFile)
            .OrderBy(f => f.Name, StringComparer.Ordinal)
            .Take(MostFiles)
            .Select(f => (Path.Combine(Path.GetDirectoryName(file)!, f.Name), File.ReadAllText(f.FullName)));
    }

    private static ContextValue Inputs(string? file, EvaluationClock clock)
    {
        if (file is null)
        {
            return ContextValue.Empty;
        }

        var (context, wrong) = ContextFile.Read(file, clock);
        return context ?? throw new CommandStop(ExitCodes.DataProblem, $"{file}: {wrong}", "");
    }

    private static int List(DmnEvaluation evaluation, bool asJson, Surface surface)
    {
        if (asJson)
        {
            WriteJson(json => ListJson(json, evaluation.Items), surface.Output);
            return ExitCodes.Done;
        }

        var table = Surface.Table("kind", "name", "type", "needs");
        foreach (var item in evaluation.Items)
        {
            Surface.AddRow(table, item.Kind, item.Name, item.Type ?? "", string.Join(", ", item.Needs));
        }

        surface.Tables().Write(table);
        return ExitCodes.Done;
    }

    private static int Evaluate(DmnEvaluation evaluation, string? name, bool asJson, Surface surface)
    {
        foreach (var unknown in evaluation.UnknownInputs)
        {
            surface.Error.WriteLine($"note: the model knows nothing called ‘{unknown}’; {Suggestions.Remedy(unknown, evaluation.Items.Where(i => i.Kind == "input").Select(i => i.Name))}");
        }

        var results = (name is null ? evaluation.Decisions : [name]).Select(n => (Name: n, Value: evaluation.Decide(n) ?? throw Unknown(n, evaluation))).ToList();
        DiagnosticPrinter.Print(evaluation.Problems, surface.Error);
        if (asJson)
        {
            WriteJson(json => ResultsJson(json, results), surface.Output);
        }
        else
        {
            foreach (var (decision, value) in results)
            {
                surface.Output.WriteLine(name is null ? $"{decision} = {FeelText.Write(value)}" : FeelText.Write(value));
            }

            foreach (var (decision, value) in results.Where(r => Reason(r.Value) is not null))
            {
                surface.Error.WriteLine($"{decision} is unknown: {Reason(value)}");
            }
        }

        return evaluation.Problems.Any(p => p.IsError) ? ExitCodes.AuthorsMistake : ExitCodes.Done;
    }

    private static void ListJson(Utf8JsonWriter json, IEnumerable<DmnItem> items)
    {
        json.WriteStartArray();
        foreach (var item in items)
        {
            json.WriteStartObject();
            json.WriteString("kind", item.Kind);
            json.WriteString("name", item.Name);
            json.WriteString("type", item.Type);
            json.WriteStartArray("needs");
            item.Needs.ToList().ForEach(json.WriteStringValue);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void ResultsJson(Utf8JsonWriter json, List<(string Name, FeelValue Value)> results)
    {
        json.WriteStartObject();
        foreach (var (name, value) in results)
        {
            json.WriteStartObject(name);
            json.WriteString("result", FeelText.Write(value));
            json.WriteString("problem", Reason(value));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteJson(Action<Utf8JsonWriter> write, TextWriter output)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, AsWritten))
        {
            write(json);
        }

        output.WriteLine(System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static string? Reason(FeelValue value) => new FeelAnswer(value, []).Problem;

    private static CommandStop Unknown(string name, DmnEvaluation evaluation) =>
        new(ExitCodes.Usage, $"the model has no decision, service or knowledge ‘{name}’", Suggestions.Remedy(name, evaluation.Names) is { Length: > 0 } remedy ? $"{remedy}; --list shows all" : "--list shows all");
}

using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Functions;
using Cahier.Feel.Values;

namespace Cahier.Cli.Commands;

/// <summary><c>cahier feel</c>: evaluates expressions on their own, compares with the standard, and lists the functions of the language.</summary>
internal static class FeelCommand
{
    private static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Make(TimeProvider time)
    {
        var expression = new Argument<string?>("EXPRESSION") { Description = "An expression, for example 'sum([1, 2, 3])'.", Arity = ArgumentArity.ZeroOrOne };
        var context = new Option<string?>("--context") { Description = "A file that holds a context or a JSON object: its entries are names in the expression.", HelpName = "FILE" };
        var batch = new Option<string?>("--batch") { Description = "A file of lines {\"expression\": \"…\", \"context\": {\"name\": \"FEEL text\"}}; prints one line of JSON for each.", HelpName = "FILE" };
        var conformance = new Option<string?>("--conformance") { Description = "A file of such lines, each with \"suite\", \"id\" and \"expected\": how many give what they should, by suite, and what differs and why.", HelpName = "FILE" };
        var functions = new Option<string?>("--functions") { Description = "List the functions of the language, or show the one of that name.", HelpName = "NAME", Arity = ArgumentArity.ZeroOrOne };
        var engine = new Option<string>("--engine") { Description = "Which of the two evaluators answers; they never differ.", DefaultValueFactory = _ => "compiled" };
        engine.AcceptOnlyFromAmong("compiled", "interpreter");
        var format = new Option<string>("--format") { Description = "human or json, for --conformance and --functions.", DefaultValueFactory = _ => "human" };
        format.AcceptOnlyFromAmong("human", "json");
        var command = new Command("feel", "Evaluate expressions on their own.") { expression, context, batch, conformance, functions, engine, format };
        command.Validators.Add(result =>
        {
            var reports = (result.GetValue(conformance) is null ? 0 : 1) + (result.GetResult(functions) is null ? 0 : 1);
            if ((result.GetValue(expression) is null ? 0 : 1) + (result.GetValue(batch) is null ? 0 : 1) + reports != 1)
            {
                result.AddError("Give one of these: an expression, --batch FILE, --conformance FILE or --functions.");
            }
            else if (reports == 0 && result.GetValue(format) == "json")
            {
                result.AddError("--format json goes with --conformance or --functions; --batch always prints JSON.");
            }
        });
        command.SetAction(parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var error = parsed.InvocationConfiguration.Error;
            var clock = new EvaluationClock(time);
            var evaluator = parsed.GetValue(engine) == "interpreter" ? FeelEngine.Interpreter : FeelEngine.Compiled;
            var asJson = parsed.GetValue(format) == "json";
            return parsed.GetResult(functions) is not null ? FeelFunctions.List(parsed.GetValue(functions), asJson, AsWritten, output, error)
                : parsed.GetValue(conformance) is { } cases ? FeelConformance.Report(cases, evaluator, clock, asJson, AsWritten, output, error)
                : parsed.GetValue(batch) is { } file ? Batch(file, evaluator, clock, output, error)
                : One(parsed.GetValue(expression)!, parsed.GetValue(context), evaluator, clock, output, error);
        });
        return command;
    }

    private static int One(string expression, string? contextFile, FeelEngine engine, IEvaluationClock clock, TextWriter output, TextWriter error)
    {
        var session = new FeelSession(engine, clock);
        if (contextFile is not null)
        {
            var (context, wrong) = ContextFile.Read(contextFile, clock);
            if (context is null)
            {
                error.WriteLine($"{contextFile}: {wrong}");
                return ExitCodes.DataProblem;
            }

            foreach (var entry in context.Entries)
            {
                session.Define(entry.Key, entry.Value);
            }
        }

        var answer = session.Evaluate(expression);
        foreach (var problem in answer.Problems)
        {
            error.WriteLine($"{expression}");
            error.WriteLine($"{new string(' ', problem.Span.Start)}{new string('^', Math.Max(1, problem.Span.Length))}");
            error.WriteLine($"{problem.Code}: {problem.Cause}; {problem.Remedy}");
        }

        if (!answer.Problems.IsEmpty)
        {
            return ExitCodes.AuthorsMistake;
        }

        output.WriteLine(FeelText.Write(answer.Value));
        if (answer.Problem is { } cause)
        {
            error.WriteLine($"unknown: {cause}");
        }

        return ExitCodes.Done;
    }

    private static int Batch(string file, FeelEngine engine, IEvaluationClock clock, TextWriter output, TextWriter error)
    {
        if (!File.Exists(file))
        {
            error.WriteLine($"{file}: there is no such file");
            return ExitCodes.DataProblem;
        }

        var code = ExitCodes.Done;
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            var (result, problem, readable) = Answer(line, engine, clock);
            output.WriteLine($"{{\"result\": {JsonSerializer.Serialize(result, AsWritten)}, \"problem\": {JsonSerializer.Serialize(problem, AsWritten)}}}");
            if (!readable)
            {
                error.WriteLine(FormattableString.Invariant($"{file}:{number}: {problem}"));
                code = ExitCodes.DataProblem;
            }
        }

        return code;
    }

    private static (string Result, string? Problem, bool Readable) Answer(string line, FeelEngine engine, IEvaluationClock clock)
    {
        var session = new FeelSession(engine, clock);
        try
        {
            using var json = JsonDocument.Parse(line);
            var expression = json.RootElement.GetProperty("expression").GetString() ?? "";
            if (json.RootElement.TryGetProperty("context", out var context) && context.ValueKind == JsonValueKind.Object)
            {
                foreach (var entry in context.EnumerateObject())
                {
                    if (session.Define(entry.Name, entry.Value.GetString() ?? "null") is { Problems.IsEmpty: false } wrong)
                    {
                        return ("null", $"the value of ‘{entry.Name}’: {wrong.Problem}", true);
                    }
                }
            }

            var answer = session.Evaluate(expression);
            return (FeelText.Write(answer.Value), answer.Problem, true);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return ("null", "the line is no JSON object with an expression and a context of texts", false);
        }
    }
}

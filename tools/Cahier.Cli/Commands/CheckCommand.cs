using System.CommandLine;
using System.Globalization;
using Cahier.Cli.Console;
using Cahier.Facts.Models;
using Cahier.Feel.Checking;
using Cahier.Feel.Diagnostics;
using Cahier.Rules;
using Cahier.Rules.Loading;
using Cahier.Rules.Paragraphs;
using Cahier.Rules.Tests;
using Cahier.Rules.Versions;
using Cahier.Storage.Mappings;

namespace Cahier.Cli.Commands;

/// <summary><c>cahier check</c>: reads rule files, their tests, models and mappings, and says everything that is wrong with them.</summary>
internal static class CheckCommand
{
    private const string TestsFolder = "tests";

    public static Command Make(Surface surface)
    {
        var paths = new Argument<string[]>("PATH") { Description = "Files or folders; all of rules/, schemas/model/ and schemas/mapping/ when none is named.", Arity = ArgumentArity.ZeroOrMore };
        var format = new Option<string>("--format") { Description = "human, json, or sarif for editors and review pages.", DefaultValueFactory = _ => "human" };
        format.AcceptOnlyFromAmong("human", "json", "sarif");
        var explain = new Option<string?>("--explain") { Description = "Says what a code such as C405 means, and checks nothing.", HelpName = "CODE" };
        var command = new Command("check", "Check cahiers, their tests, models and mappings without running them.") { paths, format, explain };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(explain) is { } code)
            {
                DiagnosticPrinter.Explain(Known(code), surface.Output);
                return ExitCodes.Done;
            }

            var workspace = Workspace.Of(parsed);
            var found = new List<Diagnostic>();
            var named = parsed.GetValue(paths) ?? [];
            var checkedCount = named.Length == 0 ? All(workspace, found) : named.Sum(p => Path(p, workspace, found));
            Print(found, checkedCount, parsed.GetValue(format)!, surface);
            return found.Exists(d => d.IsError) ? ExitCodes.AuthorsMistake : ExitCodes.Done;
        });
        return command;
    }

    private static DiagnosticCode Known(string code) => DiagnosticCatalog.Find(code)
        ?? throw new CommandStop(ExitCodes.Usage, $"there is no code {code}", Suggestions.Remedy(code, DiagnosticCatalog.All.Select(c => c.Id)));

    private static int All(Workspace workspace, List<Diagnostic> found)
    {
        var texts = workspace.Texts;
        var models = texts.Models.Select(m => Model(texts.Model(m)!.Value, found)).Count();
        var mappings = workspace.Mappings.Count(m => Mapping(m, workspace, found));
        return models + mappings + texts.Cahiers.Sum(c => Cahier(texts, c, found));
    }

    private static int Path(string path, Workspace workspace, List<Diagnostic> found)
    {
        var full = System.IO.Path.GetFullPath(path);
        if (Directory.Exists(full))
        {
            return Folder(full, workspace, found);
        }

        if (!File.Exists(full))
        {
            throw new CommandStop(ExitCodes.Usage, $"there is no file or folder {path}", "name a rule file, a cahier's folder, or a model");
        }

        return OneFile(full, workspace, found);
    }

    private static int Folder(string folder, Workspace workspace, List<Diagnostic> found)
    {
        var holdsVersions = Directory.EnumerateFiles(folder, "*.yaml").ToList();
        if (holdsVersions.Count > 0 && holdsVersions.TrueForAll(f => IsModel(f) && !IsMapping(f)))
        {
            return holdsVersions.Count(f => Model((Shown(f), File.ReadAllText(f)), found));
        }

        if (holdsVersions.Count > 0 && holdsVersions.TrueForAll(IsMapping))
        {
            return holdsVersions.Count(f => Mapping(f, workspace, found));
        }

        if (holdsVersions.Count > 0)
        {
            return Cahier(Texts(System.IO.Path.GetDirectoryName(folder)!, workspace), System.IO.Path.GetFileName(folder), found);
        }

        var texts = Texts(folder, workspace);
        return texts.Cahiers.Count > 0
            ? texts.Cahiers.Sum(c => Cahier(texts, c, found))
            : throw new CommandStop(ExitCodes.Usage, $"there is no rule file in {folder}", "name the folder rules/, or the folder of a cahier");
    }

    private static int OneFile(string file, Workspace workspace, List<Diagnostic> found)
    {
        if (IsMapping(file))
        {
            return Mapping(file, workspace, found) ? 1 : 0;
        }

        if (IsModel(file))
        {
            return Model((Shown(file), File.ReadAllText(file)), found) ? 1 : 0;
        }

        if (System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(file)) == TestsFolder)
        {
            found.AddRange(TestReader.Read(Shown(file), File.ReadAllText(file)).Diagnostics);
            return 1;
        }

        var folder = System.IO.Path.GetDirectoryName(file)!;
        var texts = Texts(System.IO.Path.GetDirectoryName(folder) ?? folder, workspace);
        var cahier = System.IO.Path.GetFileName(folder);
        if (System.IO.Path.GetFileName(file) != SourceDocument.FileName)
        {
            found.AddRange(RuleSetCompiler.Compile(texts, cahier, System.IO.Path.GetFileNameWithoutExtension(file)).Diagnostics);
        }

        found.AddRange(ParagraphCheck.Of(texts, cahier).Diagnostics);
        return 1;
    }

    private static int Cahier(RuleFolder texts, string cahier, List<Diagnostic> found)
    {
        var versions = texts.Versions(cahier);
        var diagnostics = versions.SelectMany(v => RuleSetCompiler.Compile(texts, cahier, v).Diagnostics).Concat(VersionCatalog.Load(texts, cahier).Diagnostics).Concat(ParagraphCheck.Of(texts, cahier).Diagnostics);
        var tests = texts.Tests(cahier);
        found.AddRange(diagnostics.Concat(tests.SelectMany(t => TestReader.Read(t.File, t.Text).Diagnostics)).DistinctBy(d => (d.Code, d.Location, d.Cause)));
        return versions.Count + tests.Count;
    }

    private static bool Model((string File, string Text) model, List<Diagnostic> found)
    {
        found.AddRange(ModelReader.Read(model.File, model.Text).Diagnostics);
        return true;
    }

    private static bool Mapping(string file, Workspace workspace, List<Diagnostic> found)
    {
        found.AddRange(MappingReader.Read(Shown(file), File.ReadAllText(file), workspace.Texts).Diagnostics);
        return true;
    }

    private static bool IsModel(string file) => BeginsWith(file, "entities:");

    private static bool IsMapping(string file) => BeginsWith(file, "mapping:");

    private static bool BeginsWith(string file, string key) => File.ReadLines(file).Take(100).Any(l => l.StartsWith(key, StringComparison.Ordinal));

    private static RuleFolder Texts(string rules, Workspace workspace) => new(rules, System.IO.Path.Combine(workspace.SchemasFolder, "model"));

    private static string Shown(string file) => System.IO.Path.GetRelativePath(Environment.CurrentDirectory, file);

    private static void Print(List<Diagnostic> found, int files, string format, Surface surface)
    {
        switch (format)
        {
            case "json":
                DiagnosticPrinter.PrintJson(found, surface.Output);
                return;
            case "sarif":
                SarifWriter.Print(found, surface.Output);
                return;
        }

        DiagnosticPrinter.Print(found, surface.Output);
        surface.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{files} {(files == 1 ? "text" : "texts")} checked: {DiagnosticPrinter.Count(found)}"));
    }
}

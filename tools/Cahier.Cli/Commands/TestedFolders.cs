using System.Collections.Concurrent;
using Cahier.Calculation.Testing;
using Cahier.Cli.Console;
using Cahier.Rules.Loading;

namespace Cahier.Cli.Commands;

/// <summary>The rules that files of tests speak of: those beside which the files stand, wherever the folder is. Safe to share between threads.</summary>
internal sealed class TestedFolders(Workspace workspace)
{
    private readonly ConcurrentDictionary<string, TestedRules> folders = new(StringComparer.Ordinal);

    public TestedRules Of(string file)
    {
        var cahier = Path.GetDirectoryName(Path.GetDirectoryName(Path.GetFullPath(file)));
        var rules = cahier is null ? null : Path.GetDirectoryName(cahier);
        var isBesideRules = rules is not null && Directory.EnumerateFiles(cahier!, "*.yaml").Any();
        return folders.GetOrAdd(isBesideRules ? rules! : workspace.RulesFolder, folder => new TestedRules(
            folder == workspace.RulesFolder ? workspace.Texts : new RuleFolder(folder, Path.Combine(workspace.SchemasFolder, "model"))));
    }
}

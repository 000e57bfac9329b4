using System.Collections.Immutable;
using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;
using Cahier.Storage.Mappings;

namespace Cahier.Storage.Extracts;

/// <summary>The files of a folder, by the table or entity whose rows they hold.</summary>
internal sealed class SourceFiles
{
    private readonly Dictionary<string, ImmutableArray<SourceFile>> ofTables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> ofEntities = new(StringComparer.Ordinal);

    /// <param name="folder">The folder; nothing outside of it is read.</param>
    /// <param name="mapping">What files there may be.</param>
    /// <param name="problems">Gets what is missing.</param>
    public SourceFiles(string folder, Mapping mapping, ICollection<LoadProblem> problems)
    {
        string[] all = [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)];
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var table in mapping.Tables)
        {
            ImmutableArray<SourceFile> files = [.. all.Select(path => Match(table, path)).OfType<SourceFile>()];
            ofTables.Add(table.Name, files);
            used.UnionWith(files.Select(f => f.Path));
            if (files.IsEmpty && !table.IsOptional)
            {
                problems.Add(new LoadProblem(folder, 0, $"there is no file {string.Join(" or ", table.Files.Select(f => f.Text))}", $"add the files of {table.Name}, or say 'optional: true' at the table in the mapping"));
            }
        }

        foreach (var entity in mapping.Model.Entities)
        {
            if (Array.Find(all, p => Path.GetFileName(p) == entity.Name + ".csv" && !used.Contains(p)) is { } own)
            {
                ofEntities.Add(entity.Name, own);
                used.Add(own);
            }
        }

        Unread = [.. all.Where(p => p.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) && !used.Contains(p)).Select(p => Path.GetFileName(p))];
    }

    /// <summary>CSV files of which nothing is read.</summary>
    public ImmutableArray<string> Unread { get; }

    /// <summary>The files of a table, by name.</summary>
    public ImmutableArray<SourceFile> Of(SourceTable table) => ofTables[table.Name];

    /// <summary>The file that holds rows of an entity in the form of the model, or null.</summary>
    public string? Of(Entity entity) => ofEntities.GetValueOrDefault(entity.Name);

    private static SourceFile? Match(SourceTable table, string path)
    {
        foreach (var pattern in table.Files)
        {
            if (pattern.TryMatch(Path.GetFileName(path), out var values))
            {
                return new SourceFile(path, pattern.Names.Zip(values).ToImmutableDictionary(v => v.First, v => v.Second, StringComparer.Ordinal));
            }
        }

        return null;
    }
}

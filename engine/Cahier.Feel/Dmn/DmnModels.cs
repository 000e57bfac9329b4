using System.Collections.Immutable;
using Cahier.Feel.Checking;
using Cahier.Feel.Diagnostics;

namespace Cahier.Feel.Dmn;

/// <summary>What loading a model and its imports gives: the models when nothing forbids to evaluate them, and everything that is wrong.</summary>
public sealed record DmnLoading(DmnModels? Models, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>A model with those that it imports, every reference followed: the form that is evaluated.</summary>
public sealed class DmnModels
{
    private readonly Dictionary<string, DmnModel> byNamespace = new(StringComparer.Ordinal);
    private readonly Dictionary<DmnModel, ImmutableArray<DmnModel>> merged = [];
    private readonly List<Diagnostic> diagnostics = [];

    private DmnModels(DmnModel main)
    {
        Main = main;
        byNamespace[main.Namespace] = main;
    }

    /// <summary>The model that was asked for.</summary>
    public DmnModel Main { get; }

    internal IEnumerable<DmnModel> All => byNamespace.Values.OrderBy(m => m.Namespace, StringComparer.Ordinal);

    /// <summary>Loads a model.</summary>
    /// <param name="file">How messages call the file.</param>
    /// <param name="text">Its text.</param>
    /// <param name="beside">The DMN files beside it, read only when the model imports one.</param>
    public static DmnLoading Load(string file, string text, IEnumerable<(string File, string Text)> beside)
    {
        var reading = DmnReader.Read(file, text);
        if (reading.Model is null)
        {
            return new DmnLoading(null, reading.Diagnostics);
        }

        var models = new DmnModels(reading.Model);
        models.Import(beside);
        foreach (var element in models.All.SelectMany(m => m.Elements))
        {
            models.CheckReferences(element);
        }

        models.RefuseCycles();
        ImmutableArray<Diagnostic> found = [.. models.diagnostics];
        return new DmnLoading(found.Any(d => d.IsError) ? null : models, found);
    }

    /// <summary>A model and those whose elements are as its own: the ones that it imports without a name, and theirs. Of one name, the first counts.</summary>
    internal ImmutableArray<DmnModel> Merged(DmnModel model)
    {
        if (!merged.TryGetValue(model, out var found))
        {
            var models = new List<DmnModel>();
            Merge(model, models);
            merged[model] = found = [.. models];
        }

        return found;
    }

    /// <summary>The elements of a model and of those that are merged with it.</summary>
    internal IEnumerable<DrgElement> ElementsOf(DmnModel model) => Merged(model).SelectMany(m => m.Elements).DistinctBy(e => e.Name);

    /// <summary>The element that a reference names, or null (C#). One that is hidden by another of its name gives way to that one.</summary>
    internal DrgElement? Find(DmnModel from, DmnReference reference)
    {
        var cut = reference.Href.LastIndexOf('#');
        var (space, id) = (cut <= 0 ? from.Namespace : reference.Href[..cut], reference.Href[(cut + 1)..]);
        var found = byNamespace.GetValueOrDefault(space) is { } model ? Merged(model).SelectMany(m => m.Elements).FirstOrDefault(e => e.Id == id) : null;
        return found is not null && !ReferenceEquals(found.Model, Main) && Merged(Main).Contains(found.Model)
            ? ElementsOf(Main).First(e => e.Name == found.Name)
            : found;
    }

    /// <summary>The elements that references name; those that lead nowhere are left out.</summary>
    internal IEnumerable<DrgElement> Find(DmnModel from, ImmutableArray<DmnReference> references) => references.Select(r => Find(from, r)).OfType<DrgElement>();

    /// <summary>The name under which a model knows another: empty for itself and those merged with it.</summary>
    internal string AliasOf(DmnModel from, DmnModel other) => Merged(from).Contains(other)
        ? ""
        : Merged(from).SelectMany(m => m.Imports).FirstOrDefault(i => byNamespace.TryGetValue(i.Namespace, out var model) && Merged(model).Contains(other))?.Name ?? "";

    /// <summary>The model that another knows under a name, or null (C#).</summary>
    internal DmnModel? Imported(DmnModel from, string alias) =>
        Merged(from).SelectMany(m => m.Imports).FirstOrDefault(i => i.Name == alias) is { } import ? byNamespace.GetValueOrDefault(import.Namespace) : null;

    private void Merge(DmnModel model, List<DmnModel> models)
    {
        if (models.Contains(model))
        {
            return;
        }

        models.Add(model);
        foreach (var import in model.Imports.Where(i => i.Name.Length == 0))
        {
            if (byNamespace.TryGetValue(import.Namespace, out var imported))
            {
                Merge(imported, models);
            }
        }
    }

    private void Import(IEnumerable<(string File, string Text)> beside)
    {
        using var files = beside.GetEnumerator();
        var open = new Queue<DmnImport>(Main.Imports);
        while (open.TryDequeue(out var import))
        {
            while (!byNamespace.ContainsKey(import.Namespace) && files.MoveNext())
            {
                if (DmnReader.Read(files.Current.File, files.Current.Text).Model is { } model && byNamespace.TryAdd(model.Namespace, model))
                {
                    unasked[model.Namespace] = model;
                }
            }

            if (!byNamespace.TryGetValue(import.Namespace, out var found))
            {
                Report(DiagnosticCatalog.ImportedModel, import.Location, $"the imported model ‘{import.Namespace}’ is in no DMN file beside this one", "put its file into the same folder");
            }
            else if (unasked.Remove(found.Namespace))
            {
                foreach (var next in found.Imports)
                {
                    open.Enqueue(next);
                }
            }
        }

        // A file that lies in the folder and nobody imports is no part of this.
        foreach (var space in unasked.Keys)
        {
            byNamespace.Remove(space);
        }
    }

    private readonly Dictionary<string, DmnModel> unasked = new(StringComparer.Ordinal);

    private void CheckReferences(DrgElement element)
    {
        var references = element is DecisionService service ? service.Outputs.AddRange(service.Inputs) : element.Requirements;
        foreach (var reference in references.Where(r => Find(element.Model, r) is null))
        {
            Report(DiagnosticCatalog.DmnReference, reference.Location, $"‘{element.Name}’ refers to ‘{reference.Href}’, and nothing has that id", Suggestions.Remedy(reference.Href.TrimStart('#'), element.Model.Elements.Select(e => e.Id ?? "")));
        }
    }

    private void RefuseCycles()
    {
        var done = new HashSet<DrgElement>();
        foreach (var decision in All.SelectMany(m => m.Elements).OfType<Decision>())
        {
            Follow(decision, [], done);
        }
    }

    // The path is kept in a list and not on the stack, for a chain of decisions may be long.
    private void Follow(Decision start, List<DrgElement> path, HashSet<DrgElement> done)
    {
        var open = new Stack<(DrgElement Element, IEnumerator<DrgElement> Next)>();
        void Enter(DrgElement element)
        {
            path.Add(element);
            open.Push((element, Find(element.Model, element.Requirements).Where(e => e is Decision).GetEnumerator()));
        }

        if (!done.Contains(start))
        {
            Enter(start);
        }

        while (open.TryPeek(out var current))
        {
            if (!current.Next.MoveNext())
            {
                done.Add(current.Element);
                path.RemoveAt(path.Count - 1);
                open.Pop();
            }
            else if (path.IndexOf(current.Next.Current) is var place and >= 0)
            {
                ReportCycle(path[place..]);
                done.UnionWith(path);
                return;
            }
            else if (!done.Contains(current.Next.Current))
            {
                Enter(current.Next.Current);
            }
        }
    }

    private void ReportCycle(List<DrgElement> cycle)
    {
        var names = string.Join(" → ", cycle.Append(cycle[0]).Select(e => $"‘{e.Name}’"));
        diagnostics.Add(new Diagnostic(DiagnosticCatalog.DmnCycle, cycle[0].Location, 1, $"decisions need each other in a circle: {names}", "take one of the requirements out", [.. cycle.Skip(1).Select(e => new RelatedPlace(e.Location, $"‘{e.Name}’"))]));
    }

    private void Report(DiagnosticCode code, SourceLocation place, string cause, string remedy) => diagnostics.Add(new Diagnostic(code, place, 1, cause, remedy, []));
}

using System.Collections.Immutable;
using Cahier.Facts.Forms;
using Cahier.Facts.Models;
using Cahier.Feel.Checking;

namespace Cahier.Facts.Snapshots;

/// <summary>Matches the first line of a file with the columns of its entity.</summary>
internal static class Header
{
    /// <summary>The columns in the order of the file; empty when something is wrong, which <paramref name="problems"/> then says.</summary>
    public static LoaderColumn[] Match(FactModel model, Entity entity, IReadOnlyList<string> header, string file, WantedFields? wanted, bool checkedBefore, ICollection<LoadProblem> problems)
    {
        var before = problems.Count;
        var known = entity.Columns.ToImmutableArray();
        if (header.Count == 0 || header.All(string.IsNullOrWhiteSpace))
        {
            problems.Add(new LoadProblem(file, 1, "the file is empty: it has not even a line of column names", $"write {string.Join(",", known)} on the first line"));
            return [];
        }

        foreach (var name in header.Where(h => !known.Contains(h, StringComparer.Ordinal)).Distinct(StringComparer.Ordinal))
        {
            problems.Add(new LoadProblem(file, 1, $"the column ‘{RejectedRow.Shorten(name)}’ is no field of {entity.Name}", Extra(model, entity, name, known)));
        }

        foreach (var twice in header.GroupBy(h => h, StringComparer.Ordinal).Where(g => g.Count() > 1 && known.Contains(g.Key, StringComparer.Ordinal)))
        {
            problems.Add(new LoadProblem(file, 1, $"the column ‘{twice.Key}’ stands twice", "keep one of them"));
        }

        foreach (var name in known.Where(n => !header.Contains(n, StringComparer.Ordinal)))
        {
            if (WhyNeeded(entity, name, wanted, checkedBefore) is { } why)
            {
                problems.Add(new LoadProblem(file, 1, $"the column ‘{name}’ is missing; {why}", "add the column, or correct its name on the first line"));
            }
        }

        return problems.Count > before ? [] : [.. header.Select(name => new LoaderColumn(name, entity.Find(name), IsKept(entity, name, wanted)))];
    }

    private static string Extra(FactModel model, Entity entity, string name, ImmutableArray<string> known)
    {
        if (name.AsSpan().ContainsAny(';', '\t'))
        {
            return "separate columns by commas";
        }

        return model.Find(entity.Name)!.Find(name.Trim().ToLowerInvariant()) is { } field
            ? $"write ‘{field.Name}’, without spaces and in small letters"
            : $"{Suggestions.Remedy(name, known)}; or remove the column";
    }

    private static string? WhyNeeded(Entity entity, string name, WantedFields? wanted, bool checkedBefore)
    {
        if (entity.Find(name) is not { } field)
        {
            return $"it says to which {entity.Parent} a row belongs";
        }

        return entity.Key.Contains(name, StringComparer.Ordinal) ? "it is the key"
            : field.Required && !checkedBefore ? "it is required"
            : wanted is not null && wanted.Contains(entity.Name, name) ? "a rule reads it"
            : null;
    }

    public static bool IsKept(Entity entity, string name, WantedFields? wanted) =>
        entity.Find(name) is { } field && (wanted is null || wanted.Contains(entity.Name, name) || field.Kind == FieldKind.Reference || entity.Order.Contains(name, StringComparer.Ordinal));
}

using Cahier.Facts.Models;

namespace Cahier.Facts.Snapshots;

/// <summary>The fields that rules read: only these are kept in memory, though all are checked. Adding one wants what it leads through as well.</summary>
public sealed class WantedFields
{
    private readonly FactModel model;
    private readonly HashSet<(string Entity, string Field)> fields = [];
    private readonly HashSet<string> entities = new(StringComparer.Ordinal);

    /// <summary>Wants no field yet, and the rows of the root.</summary>
    public WantedFields(FactModel model)
    {
        this.model = model;
        Add(model.Root.Name);
    }

    /// <summary>Wants every field of a model.</summary>
    public static WantedFields All(FactModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var wanted = new WantedFields(model);
        foreach (var entity in model.Entities)
        {
            wanted.Add(entity.Name);
            foreach (var field in entity.Fields)
            {
                wanted.Add(entity.Name, field.Name);
            }
        }

        return wanted;
    }

    /// <summary>Wants the rows of an entity and of those above it, whatever their fields.</summary>
    public void Add(string entity)
    {
        for (var at = model.Find(entity); at is not null && entities.Add(at.Name); at = at.Parent is null ? null : model.Find(at.Parent))
        {
        }
    }

    /// <summary>Wants a field: of a reference, a parent or a list of children the rows it leads to too.</summary>
    public void Add(string entity, string field)
    {
        Add(entity);
        fields.Add((entity, field));
        if (model.RowType(entity).TryFind(field, out var known) && known.Entity is not null)
        {
            Add(known.Entity);
        }
    }

    public bool Contains(string entity) => entities.Contains(entity);

    public bool Contains(string entity, string field) => fields.Contains((entity, field));
}

using Cahier.Facts.Models;
using Cahier.Storage.Databases;

namespace Cahier.Storage.Stores;

/// <summary>Makes a store's fact tables those of a model, or refuses the model.</summary>
internal static class StoreModel
{
    /// <summary>Gives a store its model; takes over one that only adds optional fields or entities.</summary>
    /// <exception cref="StoreException">The store holds facts of another model.</exception>
    public static void Use(StoreConnection connection, FactModel model, string text)
    {
        if (Stored(connection) is { } known && known.Hash == model.Hash)
        {
            return;
        }

        foreach (var entity in model.Entities.Where(e => StoreMigrations.Names.Contains(e.Name, StringComparer.OrdinalIgnoreCase) || e.Name.StartsWith("sqlite_", StringComparison.OrdinalIgnoreCase)))
        {
            throw new StoreException($"the entity ‘{entity.Name}’ of the model {model.Name} has the name of a table of the store", "give the entity another name");
        }

        connection.Write(() =>
        {
            Change(connection, model);
            connection.Execute(connection.Sql.DeleteModel);
            connection.Execute(connection.Sql.AddModel, new { name = model.Name, hash = model.Hash, description = ModelDescription.Of(model) });
            return connection.Execute(connection.Sql.AddArchivedText, new { hash = model.Hash, name = model.Name + ".yaml", kind = "model", text });
        });
    }

    /// <summary>The model that a store has.</summary>
    /// <exception cref="StoreException">It has none, or the text of it was altered.</exception>
    public static FactModel Read(StoreConnection connection, StoreAddress address)
    {
        if (Stored(connection) is not { } stored)
        {
            throw new StoreException($"{address} holds nothing yet", $"load facts: cahier load --data DIR --store {address} --model NAME");
        }

        var text = connection.QueryFirstOrDefault<(string Name, string Text)>(connection.Sql.ReadArchivedTexts, new { hash = stored.Hash, kind = "model" });
        return text.Text is not null && ModelReader.Read(text.Name, text.Text).Model is { } model && model.Hash == stored.Hash
            ? model
            : throw new StoreException($"the archive of {address} does not hold the model {stored.Name} as it was used", "put back a copy of the store");
    }

    private static (string Name, string Hash, string Description)? Stored(StoreConnection connection) =>
        connection.QueryFirstOrDefault<(string, string, string)?>(connection.Sql.ReadModel);

    private static void Change(StoreConnection connection, FactModel model)
    {
        var stored = Stored(connection);
        if (stored is { } other && other.Name != model.Name)
        {
            throw new StoreException($"the store holds facts of the model {other.Name}, not of {model.Name}", "name another store");
        }

        var former = (stored?.Description ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        var left = former.ToHashSet(StringComparer.Ordinal);
        foreach (var entity in model.Entities)
        {
            var isNew = !former.Contains(ModelDescription.LineOf(entity));
            if (isNew && stored is not null && former.Any(l => l.StartsWith($"entity {entity.Name} ", StringComparison.Ordinal)))
            {
                throw Changed(model, $"the entity ‘{entity.Name}’");
            }

            left.Remove(ModelDescription.LineOf(entity));
            if (isNew)
            {
                connection.Execute(connection.Database.CreateFactTable(entity));
            }

            foreach (var field in entity.Fields)
            {
                var line = ModelDescription.LineOf(entity, field);
                if (!left.Remove(line) && !isNew)
                {
                    Add(connection, model, entity, field, former);
                }
            }
        }

        if (left.Count > 0)
        {
            throw Changed(model, $"‘{left.Order(StringComparer.Ordinal).First().Split(' ')[1]}’");
        }
    }

    private static void Add(StoreConnection connection, FactModel model, Entity entity, Field field, HashSet<string> former)
    {
        if (field.Required || former.Any(l => l.StartsWith($"field {entity.Name}.{field.Name} ", StringComparison.Ordinal)))
        {
            throw Changed(model, $"the field ‘{entity.Name}.{field.Name}’");
        }

        connection.Execute(connection.Database.AddFactColumn(entity, field));
    }

    private static StoreException Changed(FactModel model, string what) =>
        new($"the model {model.Name} says something else of {what} than when the store was made", "load the data into a new store; only optional fields and new entities can be added to a store");
}

using System.Text;
using Cahier.Facts.Models;

namespace Cahier.Storage.Stores;

/// <summary>What a model says about facts, a line for each thing it says, so that two models can be compared.</summary>
internal static class ModelDescription
{
    public static string Of(FactModel model)
    {
        var text = new StringBuilder();
        foreach (var entity in model.Entities)
        {
            text.Append(LineOf(entity)).Append('\n');
            foreach (var field in entity.Fields)
            {
                text.Append(LineOf(entity, field)).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>What the model says of an entity but for its fields.</summary>
    public static string LineOf(Entity entity) =>
        $"entity {entity.Name} {entity.Kind} of {entity.Parent} as {entity.Collection}, key {string.Join(' ', entity.Key)}, parent key {string.Join(' ', entity.ParentKey)}, order {string.Join(' ', entity.Order)}";

    /// <summary>What the model says of a field.</summary>
    public static string LineOf(Entity entity, Field field) =>
        $"field {entity.Name}.{field.Name} {field.KindName}{(field.Required ? " required" : "")}{(field.Outcome ? " outcome" : "")} unit {field.Unit} to {field.To}, codes {string.Join('|', field.Codes.Select(c => c.Code))}";
}

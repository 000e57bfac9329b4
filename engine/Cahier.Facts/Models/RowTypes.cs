using System.Collections.Frozen;
using System.Collections.Immutable;
using Cahier.Feel.Types;

namespace Cahier.Facts.Models;

/// <summary>Makes the types of the language that entities are: their fields in the order of the model, then the parent, then the lists of children.</summary>
internal static class RowTypes
{
    public static FrozenDictionary<string, RowType> Make(ImmutableArray<Entity> entities)
    {
        var types = entities.ToFrozenDictionary(e => e.Name, e => new RowType(e.Name), StringComparer.Ordinal);
        foreach (var entity in entities)
        {
            var fields = new List<(RowField, TypeFact)>();
            foreach (var field in entity.Fields)
            {
                var kind = field.Kind == FieldKind.Reference ? RowFieldKind.Reference : RowFieldKind.Scalar;
                fields.Add((new RowField(field.Name, field.Ordinal, kind, field.To, field.Outcome), new TypeFact(TypeOf(field, types), !field.Required)));
            }

            if (entity.Parent is not null)
            {
                fields.Add((new RowField(entity.Parent, fields.Count, RowFieldKind.Parent, entity.Parent), TypeFact.Present(types[entity.Parent])));
            }

            foreach (var child in entities.Where(e => e.Parent == entity.Name))
            {
                fields.Add((new RowField(child.Collection!, fields.Count, RowFieldKind.Children, child.Name), TypeFact.Present(new ListType(types[child.Name], ItemsMayBeMissing: false))));
            }

            types[entity.Name].Complete(fields);
        }

        return types;
    }

    private static FeelType TypeOf(Field field, FrozenDictionary<string, RowType> types) => field.Kind switch
    {
        FieldKind.Text => FeelType.Text,
        FieldKind.Code => new TextType(new CodeList(field.Name, [.. field.Codes.Select(c => c.Code)])),
        FieldKind.Number => new NumberType(field.Unit),
        FieldKind.Boolean => FeelType.Boolean,
        FieldKind.Date => FeelType.Date,
        _ => types[field.To!],
    };
}

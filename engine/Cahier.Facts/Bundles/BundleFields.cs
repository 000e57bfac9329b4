using Cahier.Facts.Models;
using Cahier.Feel.Checking;
using Cahier.Feel.Types;

namespace Cahier.Facts.Bundles;

/// <summary>What of a model is part of a bundle: its root and all that hangs from it, and the rows of other entities that it names.</summary>
public static class BundleFields
{
    /// <summary>Whether rows of an entity stand in bundles.</summary>
    public static bool Holds(FactModel model, string entity)
    {
        ArgumentNullException.ThrowIfNull(model);
        var top = model.Find(entity)!;
        while (top.Parent is { } parent)
        {
            top = model.Find(parent)!;
        }

        return top == model.Root;
    }

    /// <summary>
    /// Whether reading a field stays with the bundle that it begins in: so not when it leads into another bundle, to rows
    /// that hang from no root, or round in a circle. What is read by such fields alone changes with the bundle's hash only.
    /// </summary>
    public static bool Stays(FactModel model, FieldRead read)
    {
        ArgumentNullException.ThrowIfNull(model);
        return read.Field.Kind switch
        {
            RowFieldKind.Scalar => true,
            RowFieldKind.Reference => !Holds(model, read.Field.Entity!) && !NamesItself(model, read.Field.Entity!, read.Field.Entity!, []),
            _ => Holds(model, read.Entity.Entity),
        };
    }

    private static bool NamesItself(FactModel model, string entity, string sought, HashSet<string> seen) =>
        seen.Add(entity) && model.Find(entity)!.Fields.Any(f => f.To is { } to && (to == sought || NamesItself(model, to, sought, seen)));
}

using System.Collections.Immutable;
using Cahier.Feel.Types;
using Cahier.Feel.Values;
using static Cahier.Feel.Functions.Define;
using static Cahier.Feel.Functions.ResultTypes;

namespace Cahier.Feel.Functions;

/// <summary>Functions of contexts; rows of facts read like contexts.</summary>
internal static class ContextFunctions
{
    public static ImmutableArray<Builtin> All { get; } =
    [
        Function("get value", "The entry of that name.", "get value({a: 1}, \"a\") → 1",
            Partial(a => Properties.Find(a[0], a[1].Text()) ?? NullValue.Because($"no entry {FeelText.Quote(a[1].Text())}"), Always(FeelType.Any),
                Needed("m", AnyContext), Needed("key", FeelType.Text))),
        Function("get entries", "The entries as a list of contexts with a key and a value.", "get entries({a: 1}) → [{key: \"a\", value: 1}]",
            Strict(a => Entries(a[0]).Select(Entry).ToList(), Always(ListOf(EntryType)), Needed("m", AnyContext))),
        Function("context", "The context made of a list of contexts with a key and a value.", "context([{key: \"a\", value: 1}]) → {a: 1}",
            Partial(a => Make(a[0].Items()), Always(AnyContext), Needed("entries", ListOf(AnyContext)))),
        Function("context put", "The context with an entry added or replaced; several keys lead into inner contexts.", "context put({a: 1}, \"b\", 2) → {a: 1, b: 2}",
            Lenient(a => Put(a, static key => key is TextValue ? [key] : []), Always(AnyContext),
                Needed("context", AnyContext), Needed("key", FeelType.Text), Needed("value", FeelType.Any)).MayFail(),
            Lenient(a => Put(a, static keys => keys is ListValue list ? list.Items : []), Always(AnyContext),
                Needed("context", AnyContext), Needed("keys", ListOf(FeelType.Text)), Needed("value", FeelType.Any)).MayFail()),
        Function("context merge", "One context of several: the last of those that have an entry gives it.", "context merge([{a: 1}, {a: 2, b: 3}]) → {a: 2, b: 3}",
            Partial(a => Merge(a[0].Items()), Always(AnyContext), Needed("contexts", ListOf(AnyContext)))),
    ];

    private static FeelType EntryType => new ContextType(
        [new("key", TypeFact.Present(FeelType.Text)), new("value", TypeFact.Optional(FeelType.Any))]);

    private static ImmutableArray<KeyValuePair<string, FeelValue>> Entries(FeelValue value) => value is RowValue row
        ? [.. row.Type.Fields.Select(field => KeyValuePair.Create(field.Name, row.Read(field.Ordinal)))]
        : ((ContextValue)value).Entries;

    private static ContextValue Entry(KeyValuePair<string, FeelValue> entry) => new(
        [KeyValuePair.Create("key", (FeelValue)new TextValue(entry.Key)), KeyValuePair.Create("value", entry.Value)]);

    private static FeelValue Make(ImmutableArray<FeelValue> entries)
    {
        var made = new Dictionary<string, FeelValue>(StringComparer.Ordinal);
        var ordered = ImmutableArray.CreateBuilder<KeyValuePair<string, FeelValue>>(entries.Length);
        foreach (var entry in entries)
        {
            if (Properties.Find(entry, "key") is not TextValue key || Properties.Find(entry, "value") is not { } value)
            {
                return NullValue.Because("an entry without a key or value");
            }

            if (!made.TryAdd(key.Value, value))
            {
                return NullValue.Because($"the key {FeelText.Quote(key.Value)} is given twice");
            }

            ordered.Add(KeyValuePair.Create(key.Value, value));
        }

        return new ContextValue(ordered.ToImmutable());
    }

    private static FeelValue Put(ReadOnlySpan<FeelValue> arguments, Func<FeelValue, ImmutableArray<FeelValue>> keysOf)
    {
        if (arguments[0].IsNull || arguments[1].IsNull)
        {
            return NullValue.From(arguments[0], arguments[1]);
        }

        var keys = keysOf(arguments[1]);
        FeelValue? changed = keys.IsEmpty ? null : Put(arguments[0], keys.AsSpan(), arguments[2]);
        return changed ?? NullValue.Because("the keys do not lead into a context");
    }

    // Null (C#) when a key is unknown or leads to something else than a context.
    private static ContextValue? Put(FeelValue context, ReadOnlySpan<FeelValue> keys, FeelValue value)
    {
        if (context is not (ContextValue or RowValue) || keys[0] is not TextValue key)
        {
            return null;
        }

        var entries = Entries(context);
        var index = IndexOf(entries, key.Value);
        var inner = keys.Length == 1 ? value : index < 0 ? null : Put(entries[index].Value, keys[1..], value);
        return inner is null ? null : new ContextValue(With(entries, index, KeyValuePair.Create(key.Value, inner)));
    }

    private static FeelValue Merge(ImmutableArray<FeelValue> contexts)
    {
        var merged = ImmutableArray.CreateBuilder<KeyValuePair<string, FeelValue>>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var context in contexts)
        {
            if (context.IsNull)
            {
                return NullValue.From(context);
            }

            foreach (var entry in Entries(context))
            {
                if (places.TryAdd(entry.Key, merged.Count))
                {
                    merged.Add(entry);
                }
                else
                {
                    merged[places[entry.Key]] = entry;
                }
            }
        }

        return new ContextValue(merged.ToImmutable());
    }

    private static int IndexOf(ImmutableArray<KeyValuePair<string, FeelValue>> entries, string key)
    {
        for (var index = 0; index < entries.Length; index++)
        {
            if (string.Equals(entries[index].Key, key, StringComparison.Ordinal))
            {
                return index;
            }
        }

        return -1;
    }

    private static ImmutableArray<KeyValuePair<string, FeelValue>> With(
        ImmutableArray<KeyValuePair<string, FeelValue>> entries, int index, KeyValuePair<string, FeelValue> entry) =>
        index < 0 ? entries.Add(entry) : entries.SetItem(index, entry);
}

using System.Collections.Frozen;

namespace Cahier.Rules.Scripts;

/// <summary>
/// What a script may speak of: all else of JavaScript is taken away before it runs. Nothing here reads a clock, draws
/// lots, depends on a language or a machine, or makes much out of little in one step.
/// </summary>
internal static class ScriptWords
{
    /// <summary>The function that makes a decimal.</summary>
    public const string Decimal = "Decimal";

    /// <summary>Where the methods of decimals lie until they are frozen.</summary>
    public const string Methods = "methods";

    public static FrozenSet<string> Globals { get; } = new[]
    {
        Decimal, "Array", "Boolean", "Error", "Infinity", "Map", "Math", "NaN", "Number", "Object", "RangeError", "Set", "String", "TypeError", "isFinite", "isNaN", "undefined",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Names of members by which a script would come to what was taken away.</summary>
    public static FrozenSet<string> HiddenMembers { get; } = new[] { "constructor", "prototype", "__proto__", "caller", "callee" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>
    /// Takes away all but the members named here, and freezes the rest, so that no call leaves anything for the next. It
    /// runs once in every engine, before the script.
    /// </summary>
    public static string Preparation { get; } = $$"""
        "use strict";
        (function (global) {
          const object = Object, own = Reflect.ownKeys, parent = Reflect.getPrototypeOf, describe = Reflect.getOwnPropertyDescriptor;
          const remove = Reflect.deleteProperty, freeze = Object.freeze, iterator = Symbol.iterator, kept = new Set(), seen = new Set();
          const only = (holder, names) => {
            for (const name of own(holder)) {
              if (!names.includes(name)) { remove(holder, name); }
            }
          };
          const iterators = [[][iterator](), ""[iterator](), new Map()[iterator](), new Set()[iterator]()];
          only(Object, ["prototype", "keys", "values", "entries", "assign", "is"]);
          only(Object.prototype, ["hasOwnProperty", "toString", "valueOf"]);
          only(Function.prototype, ["call", "length", "name"]);
          only(Array, ["prototype", "isArray", "of"]);
          only(Array.prototype, [iterator, "length", "at", "concat", "entries", "every", "fill", "filter", "find", "findIndex", "findLast", "findLastIndex", "forEach", "includes", "indexOf", "keys", "lastIndexOf", "map", "pop", "push", "reduce", "reduceRight", "reverse", "shift", "slice", "some", "sort", "splice", "unshift", "values"]);
          only(String, ["prototype"]);
          only(String.prototype, [iterator, "length", "at", "charAt", "charCodeAt", "endsWith", "slice", "startsWith", "substring", "toString", "trim", "valueOf"]);
          only(Number, ["prototype", "isInteger", "isSafeInteger", "MAX_SAFE_INTEGER", "MIN_SAFE_INTEGER"]);
          only(Number.prototype, ["toString", "valueOf"]);
          only(Boolean, ["prototype"]);
          only(Boolean.prototype, ["toString", "valueOf"]);
          only(Math, ["abs", "ceil", "floor", "max", "min", "round", "sign", "trunc"]);
          only(Map, ["prototype"]);
          only(Map.prototype, [iterator, "clear", "delete", "entries", "forEach", "get", "has", "keys", "set", "size", "values"]);
          only(Set, ["prototype"]);
          only(Set.prototype, [iterator, "add", "clear", "delete", "entries", "forEach", "has", "keys", "size", "values"]);
          for (const error of [Error, RangeError, TypeError]) {
            only(error, ["prototype"]);
            only(error.prototype, ["message", "name"]);
          }
          only(Symbol.prototype, []);
          const harden = value => {
            if (value === null || (typeof value !== "object" && typeof value !== "function") || seen.has(value)) { return; }
            seen.add(value);
            harden(parent(value));
            for (const key of own(value)) {
              const part = describe(value, key);
              harden(part.value);
              harden(part.get);
              harden(part.set);
            }
            freeze(value);
          };
          for (const made of iterators) {
            only(parent(made), ["next"]);
            only(parent(parent(made)), [iterator]);
            harden(parent(made));
          }
          harden(global.{{Methods}});
          only(global, [{{string.Join(", ", Globals.Order(StringComparer.Ordinal).Select(g => $"\"{g}\""))}}]);
          harden(function () { });
          harden(global);
        })(globalThis);
        """;
}

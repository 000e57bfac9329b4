using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Cahier.Feel.Checking;
using Cahier.Feel.Types;

namespace Cahier.Feel.Tests.Checking;

/// <summary>
/// The names of a case, one a line: <c>age: number year optional</c>, <c>mode: code home|transfer</c>,
/// <c>index: row stay</c>, <c>stays: rows stay</c>, <c>weights: list number</c>. A name with a point is a field of an
/// entity: <c>stay.cost: number EUR</c>, <c>stay.paid: number EUR outcome</c>. A function ends with its result:
/// <c>weight: function age number year, mode text -> number</c>. <c>nonzero</c> is for parameters known not to be 0.
/// </summary>
internal sealed class ScopeFile : INameScope
{
    private readonly Dictionary<string, GlobalSymbol> symbols = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RowType> entities = new(StringComparer.Ordinal);

    private ScopeFile() { }

    public IEnumerable<string> Names => symbols.Keys;

    public static ScopeFile Read(string path)
    {
        var scope = new ScopeFile();
        var lines = File.ReadAllLines(path)
            .Select(line => line.Split('#')[0].Trim())
            .Where(line => line.Length > 0)
            .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
            .Select(parts => (Name: parts[0].Split('.'), Type: parts[1]))
            .ToList();
        var fields = lines.Where(l => l.Name.Length == 2).GroupBy(l => l.Name[0]).ToList();
        foreach (var entity in fields)
        {
            scope.entities[entity.Key] = new RowType(entity.Key);
        }

        foreach (var entity in fields)
        {
            scope.entities[entity.Key].Complete(entity.Select((line, ordinal) => scope.Field(line.Name[1], line.Type, ordinal)));
        }

        foreach (var (name, type) in lines.Where(l => l.Name.Length == 1))
        {
            var symbol = type.Split(' ').Contains("nonzero") ? new Constant(name[0], scope.Fact(type)) : new GlobalSymbol(name[0], scope.Fact(type));
            scope.symbols[name[0]] = symbol;
        }

        return scope;
    }

    public bool TryFind(string name, [NotNullWhen(true)] out GlobalSymbol? symbol) => symbols.TryGetValue(name, out symbol);

    private (RowField, TypeFact) Field(string name, string type, int ordinal)
    {
        var words = type.Split(' ');
        var kind = words[0] switch { "row" => RowFieldKind.Reference, "rows" => RowFieldKind.Children, _ => RowFieldKind.Scalar };
        return (new RowField(name, ordinal, kind, kind == RowFieldKind.Scalar ? null : words[1], words.Contains("outcome")), Fact(type));
    }

    private TypeFact Fact(string text)
    {
        if (text.StartsWith("function ", StringComparison.Ordinal))
        {
            return TypeFact.Present(Function(text["function ".Length..]));
        }

        var words = text.Split(' ').ToList();
        var optional = words.Remove("optional");
        words.Remove("outcome");
        words.Remove("nonzero");
        return new TypeFact(TypeOf([.. words]), optional);
    }

    private FeelType TypeOf(ImmutableArray<string> words) => words switch
    {
        ["number"] => new NumberType(Unit.One),
        ["number", var unit] => new NumberType(Unit.TryParse(unit, out var read) ? read : throw new FormatException(unit)),
        ["text"] => FeelType.Text,
        ["code", var codes] => new TextType(new CodeList("mode", [.. codes.Split('|')])),
        ["boolean"] => FeelType.Boolean,
        ["date"] => FeelType.Date,
        ["moment"] => FeelType.Moment,
        ["days"] => FeelType.DaysDuration,
        ["months"] => FeelType.MonthsDuration,
        ["row", var entity] => entities[entity],
        ["rows", var entity] => new ListType(entities[entity], ItemsMayBeMissing: false),
        ["list", ..] => new ListType(TypeOf(words[1..]), ItemsMayBeMissing: false),
        _ => throw new FormatException(string.Join(' ', words)),
    };

    private FunctionType Function(string text)
    {
        var halves = text.Split("->", StringSplitOptions.TrimEntries);
        var parameters = halves[0].Split(',', StringSplitOptions.TrimEntries).Select(p => p.Split(' ', 2));
        return new FunctionType([.. parameters.Select(p => KeyValuePair.Create(p[0], Fact(p[1]).Type))], Fact(halves[1]).Type);
    }

    private sealed class Constant(string name, TypeFact fact) : GlobalSymbol(name, fact), IKnownNonZero
    {
        public bool IsNonZero => true;
    }
}

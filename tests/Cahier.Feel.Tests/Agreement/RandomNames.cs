using System.Diagnostics.CodeAnalysis;
using Cahier.Feel.Checking;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Feel.Tests.Agreement;

/// <summary>
/// Three surrounding names of each kind with random values: the first is never missing, the others a third of the time.
/// Their types are known to the checker, or hidden from it, so that compiled code works on native shapes, or on boxed
/// values.
/// </summary>
internal sealed class RandomNames : INameScope, IGlobals
{
    private const int PerKind = 3;

    private readonly Dictionary<string, (GlobalSymbol Symbol, FeelValue Value)> values = new(StringComparer.Ordinal);

    private RandomNames() { }

    public IEnumerable<string> Names => values.Keys;

    public static string Of(Kind kind, Random random) => $"g_{kind}_{random.Next(PerKind)}";

    public static (RandomNames Typed, RandomNames Untyped) Make(int seed)
    {
        var random = new Random(seed);
        var (typed, untyped) = (new RandomNames(), new RandomNames());
        foreach (var kind in Enum.GetValues<Kind>())
        {
            for (var i = 0; i < PerKind; i++)
            {
                var name = $"g_{kind}_{i}";
                FeelValue value = i > 0 && random.Next(3) == 0 ? NullValue.Because(new MissingFact("case", "1", name)) : Value(kind, random);
                typed.values[name] = (new GlobalSymbol(name, new TypeFact(TypeOfKind(kind), i > 0)), value);
                untyped.values[name] = (new GlobalSymbol(name, TypeFact.Optional(FeelType.Any)), value);
            }
        }

        return (typed, untyped);
    }

    public bool TryFind(string name, [NotNullWhen(true)] out GlobalSymbol? symbol)
    {
        symbol = values.TryGetValue(name, out var found) ? found.Symbol : null;
        return symbol is not null;
    }

    public FeelValue Read(GlobalSymbol symbol) => values[symbol.Name].Value;

    public override string ToString() => string.Join("\n", values.Select(v => $"{v.Key} = {v.Value.Value}"));

    private static FeelType TypeOfKind(Kind kind) => kind switch
    {
        Kind.Number => FeelType.Number,
        Kind.Text => FeelType.Text,
        Kind.Boolean => FeelType.Boolean,
        Kind.Date => FeelType.Date,
        Kind.Time => FeelType.Time,
        Kind.Moment => FeelType.Moment,
        Kind.Days => FeelType.DaysDuration,
        Kind.Months => FeelType.MonthsDuration,
        Kind.Numbers => new ListType(FeelType.Number),
        Kind.Texts => new ListType(FeelType.Text),
        Kind.Dates => new ListType(FeelType.Date),
        Kind.Records => new ListType(RecordType),
        Kind.Record => RecordType,
        Kind.Range => new RangeType(FeelType.Number),
        _ => FeelType.Any,
    };

    private static ContextType RecordType => new(
        [new("n", TypeFact.Optional(FeelType.Number)), new("t", TypeFact.Optional(FeelType.Text)), new("d", TypeFact.Optional(FeelType.Date))]);

    private static FeelValue Value(Kind kind, Random random) => kind switch
    {
        Kind.Number => new NumberValue(random.Next(3) == 0 ? random.Next(-500, 500) / 8m : random.Next(-4, 8)),
        Kind.Text => new TextValue(new[] { "", "a", "ab", "b", "Zoé", "🐎" }[random.Next(6)]),
        Kind.Boolean => BooleanValue.Of(random.Next(2) == 0),
        Kind.Date => new DateValue(new Date(random.Next(17_000, 19_000))),
        Kind.Time => new TimeValue(new TimeOfDay(random.Next(86_400) * TimeOfDay.NanosecondsPerSecond, random.Next(2) == 0 ? null : 3600)),
        Kind.Moment => new MomentValue(new Moment(new Date(random.Next(17_000, 19_000)), new TimeOfDay(random.Next(86_400) * TimeOfDay.NanosecondsPerSecond))),
        Kind.Days => new DaysDurationValue(DaysDuration.FromSeconds(random.Next(-400_000, 400_000))),
        Kind.Months => new MonthsDurationValue(new MonthsDuration(random.Next(-30, 30))),
        Kind.Numbers => List(Kind.Number, random),
        Kind.Texts => List(Kind.Text, random),
        Kind.Dates => List(Kind.Date, random),
        Kind.Records => List(Kind.Record, random),
        Kind.Record => new ContextValue([new("n", OrMissing(Kind.Number, random)), new("t", OrMissing(Kind.Text, random)), new("d", OrMissing(Kind.Date, random))]),
        Kind.Range => new RangeValue(new NumberValue(random.Next(0, 3)), random.Next(2) == 0, new NumberValue(random.Next(2, 6)), random.Next(2) == 0),
        _ => List((Kind)random.Next((int)Kind.Numbers), random),
    };

    private static ListValue List(Kind item, Random random) => new([.. Enumerable.Range(0, random.Next(5)).Select(_ => OrMissing(item, random))]);

    private static FeelValue OrMissing(Kind kind, Random random) => random.Next(4) == 0 ? NullValue.Instance : Value(kind, random);
}

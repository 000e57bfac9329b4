using System.Globalization;
using Cahier.Feel.Values;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;

namespace Cahier.Rules.Scripts;

/// <summary>A decimal as a script holds it: an object without properties, which never changes, and which === compares by its value.</summary>
internal sealed class ScriptNumber(Engine engine, decimal value) : ObjectInstance(engine)
{
    public decimal Value { get; } = value;

    public override bool Equals(JsValue? other) => other is ScriptNumber or JsNumber && ScriptNumbers.TryRead(other, out var number) && number == Value;

    public override int GetHashCode() => Value.GetHashCode();

    protected override bool IsLooselyEqual(JsValue value) => Equals(value);
}

/// <summary>
/// The numbers of a script: it calculates with them by methods, which are the arithmetic of the language itself. Two
/// operands joined by a sign such as + are an error, never a number in binary floating point.
/// </summary>
internal sealed class ScriptNumbers
{
    private const int MostDigits = 28;

    private readonly Engine engine;
    private readonly JsObject methods;

    public ScriptNumbers(Engine engine)
    {
        this.engine = engine;
        methods = new JsObject(engine);
        Calculation("plus", Numbers.Add);
        Calculation("minus", Numbers.Subtract);
        Calculation("times", Numbers.Multiply);
        Calculation("dividedBy", Numbers.Divide);
        Calculation("modulo", Numbers.Modulo);
        Calculation("min", (a, b) => decimal.Min(a, b));
        Calculation("max", (a, b) => decimal.Max(a, b));
        Comparison("equals", order => order == 0);
        Comparison("lessThan", order => order < 0);
        Comparison("lessThanOrEqualTo", order => order <= 0);
        Comparison("greaterThan", order => order > 0);
        Comparison("greaterThanOrEqualTo", order => order >= 0);
        Method("comparedTo", (number, arguments) => decimal.Compare(number, Read(arguments, 0)));
        Method("isZero", (number, _) => number == 0);
        Method("negated", (number, _) => Make(-number));
        Method("absoluteValue", (number, _) => Make(decimal.Abs(number)));
        Method("round", Round);
        Method("toWhole", (number, _) => decimal.IsInteger(number) && decimal.Abs(number) <= int.MaxValue ? (int)number : throw Failed($"{Numbers.Write(number)} is no whole number that a loop can count to"));
        Method("toString", (number, _) => Numbers.Write(number));
        Method("valueOf", (_, _) => throw Failed("decimals are not joined by signs: write a.plus(b) for a + b, a.lessThan(b) for a < b, a.toString() for a text"));
        Constructor = new ClrFunction(engine, ScriptWords.Decimal, (_, arguments) => Make(Read(arguments, 0)), 1, PropertyFlag.AllForbidden);
    }

    /// <summary>The function that makes a decimal of a text or of a whole number.</summary>
    public ClrFunction Constructor { get; }

    public JsObject Methods => methods;

    public ScriptNumber Make(decimal value)
    {
        var number = new ScriptNumber(engine, value);
        number.Prototype = methods;
        number.PreventExtensions();
        return number;
    }

    /// <summary>The exact decimal that a script means: a decimal, a whole number, or a plain text such as <c>-12.50</c>.</summary>
    public static bool TryRead(JsValue value, out decimal number)
    {
        number = 0;
        return value switch
        {
            ScriptNumber made => Is(made.Value, out number),
            JsNumber or JsString => TryRead(TypeConverter.ToString(value), isNumber: value is JsNumber, out number),
            _ => false,
        };
    }

    private static bool Is(decimal value, out decimal number)
    {
        number = value;
        return true;
    }

    // A plain number of JavaScript is exact when it is whole and has at most 15 digits.
    private static bool TryRead(string text, bool isNumber, out decimal number)
    {
        number = 0;
        var digits = text.AsSpan(text.StartsWith('-') ? 1 : 0);
        var point = digits.IndexOf('.');
        var plain = point < 0 ? digits : digits[..point];
        var rest = point < 0 ? [] : digits[(point + 1)..];
        return plain.Length > 0
            && plain.Length + rest.Length <= (isNumber ? 15 : MostDigits)
            && (isNumber ? point < 0 : point < 0 || rest.Length > 0)
            && !plain.ContainsAnyExceptInRange('0', '9')
            && !rest.ContainsAnyExceptInRange('0', '9')
            && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
    }

    private decimal Read(JsValue[] arguments, int place)
    {
        var given = arguments.Length > place ? arguments[place] : JsValue.Undefined;
        return TryRead(given, out var number) ? number : throw Failed($"{Shown(given)} is no exact number: give a decimal, a whole number, or a text such as \"0.5\"");
    }

    private static string Shown(JsValue value) => value is JsNumber or JsBoolean or JsUndefined or JsNull ? TypeConverter.ToString(value) : $"a {value.Type.ToString().ToLowerInvariant()}";

    private JsValue Round(decimal number, JsValue[] arguments)
    {
        var mode = arguments.Length > 0 && arguments[0] is JsString text ? text.ToString() : "";
        var step = Read(arguments, 1);
        if (!Rounding.TryParseMode(mode, out var known) || step <= 0)
        {
            throw Failed("write for example round(\"half up\", \"0.01\")");
        }

        try
        {
            return Make(Rounding.RoundToStep(number, step, known));
        }
        catch (OverflowException)
        {
            throw Failed("the number is too large");
        }
    }

    private void Calculation(string name, Func<decimal, decimal, decimal?> calculate) =>
        Method(name, (number, arguments) => calculate(number, Read(arguments, 0)) is { } result ? Make(result) : throw Failed($"{name} has no result: the number is too large, or divided by zero"));

    private void Comparison(string name, Func<int, bool> holds) => Method(name, (number, arguments) => holds(decimal.Compare(number, Read(arguments, 0))));

    private void Method(string name, Func<decimal, JsValue[], JsValue> body)
    {
        var function = new ClrFunction(engine, name, (self, arguments) => body(self is ScriptNumber number ? number.Value : throw Failed($"{name} is a method of decimals"), arguments), 1, PropertyFlag.AllForbidden);
        methods.FastSetProperty(name, new PropertyDescriptor(function, PropertyFlag.AllForbidden));
    }

    private JavaScriptException Failed(string message) => new(engine.Intrinsics.TypeError, message);
}

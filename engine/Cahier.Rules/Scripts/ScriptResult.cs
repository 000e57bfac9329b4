using System.Diagnostics.CodeAnalysis;
using Cahier.Feel.Types;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;
using Jint.Native;

namespace Cahier.Rules.Scripts;

/// <summary>What a script gives: its kind, and for an amount its rounding. Nothing of the script runs while it is read.</summary>
internal sealed record ScriptResult(FeelType Type, MoneyRounding? Rounding)
{
    /// <summary>The value that a script returned, or null (C#) with the words that say why it is refused.</summary>
    public FeelValue? Read(JsValue returned, out string? refusal) => Read(returned, Type, out refusal);

    private FeelValue? Read(JsValue returned, FeelType type, out string? refusal)
    {
        refusal = null;
        switch (type, returned)
        {
            case (NumberType, _) when ScriptNumbers.TryRead(returned, out var number):
                return Number(number, out refusal);
            case (BooleanType, JsBoolean):
                return BooleanValue.Of(returned == JsBoolean.True);
            case (DateType, JsString) when Date.TryParse(returned.ToString(), out var date):
                return new DateValue(date);
            case (TextType, JsString) when returned.ToString() is { Length: <= ScriptLimits.CharactersGiven } text:
                return new TextValue(text);
            case (ListType list, JsArray array):
                return List(array, list.Element, out refusal);
            case (NumberType, JsNumber):
                refusal = $"gave {returned}, which is binary floating point and no exact number: give a decimal";
                return null;
            default:
                refusal = returned.Type is Jint.Runtime.Types.Undefined or Jint.Runtime.Types.Null ? "returned nothing" : $"gave something that is no {type}: {returned.Type.ToString().ToLowerInvariant()}";
                return null;
        }
    }

    private FeelValue? List(JsArray array, FeelType element, out string? refusal)
    {
        refusal = null;
        var items = new List<FeelValue>();
        for (var place = 0u; place < array.Length; place++)
        {
            var item = array.GetOwnProperty(JsNumber.Create(place)) is { } property && property.Get is null ? property.Value : null;
            if (Read(item ?? JsValue.Undefined, element, out refusal) is not { } value)
            {
                return null;
            }

            items.Add(value);
        }

        return new ListValue([.. items]);
    }

    private NumberValue? Number(decimal number, [NotNullWhen(false)] out string? refusal)
    {
        refusal = null;
        try
        {
            return new NumberValue(Rounding?.Apply(number) ?? number);
        }
        catch (OverflowException)
        {
            refusal = "gave a number that is too large to round";
            return null;
        }
    }
}

using Cahier.Engine.Tests.Calculation;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;

namespace Cahier.Engine.Tests.Scripts;

/// <summary>A function of one list of numbers in a small cahier, and what calls of it give.</summary>
internal static class SampleScript
{
    public static FunctionValue Of(string script, string result = "{ type: number }", string parameters = "{ numbers: list of number }")
    {
        var lines = string.Join("\n", script.Split('\n').Select(l => "      " + l));
        var rules = SampleRun.Check($"scripts:\n  made:\n    parameters: {parameters}\n    result: {result}\n    script: |\n{lines}\n");
        return rules.Scripts[0].Function;
    }

    /// <summary>Calls it with numbers: the text of the value, or why there is none.</summary>
    public static string Call(this FunctionValue function, params decimal[] numbers) => Say(function.Invoke(new ListValue([.. numbers.Select(n => new NumberValue(n))])));

    public static string Say(FeelValue value) => value is NullValue unknown ? string.Join("; ", unknown.Causes.Select(c => c is NoResult none ? none.Text : c.ToString())) : value.ToString()!;
}

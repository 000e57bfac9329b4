using System.Text.Json;
using Cahier.Feel.Checking;
using Cahier.Feel.Functions;

namespace Cahier.Cli.Commands;

/// <summary>Lists the functions of the language for <c>cahier feel --functions</c>: every way to call each, what it gives, an example.</summary>
internal static class FeelFunctions
{
    /// <summary>One function, or all when no name is given.</summary>
    public static int List(string? name, bool asJson, JsonSerializerOptions json, TextWriter output, TextWriter error)
    {
        var listed = BuiltinLibrary.All.Values.Where(b => name is null || b.Name == name).OrderBy(b => b.Name, StringComparer.Ordinal).ToList();
        if (listed.Count == 0)
        {
            error.WriteLine($"There is no function ‘{name}’: {Suggestions.Remedy(name!, BuiltinLibrary.All.Keys)}");
            return ExitCodes.Usage;
        }

        if (asJson)
        {
            output.WriteLine(JsonSerializer.Serialize(listed.Select(AsJson), json));
            return ExitCodes.Done;
        }

        foreach (var builtin in listed)
        {
            foreach (var overload in builtin.Overloads)
            {
                output.WriteLine(Signature(builtin, overload));
            }

            output.WriteLine($"    {builtin.Summary}{(builtin.Standard ? "" : " Added by Cahier.")}");
            output.WriteLine($"    {builtin.Example}");
            output.WriteLine();
        }

        return ExitCodes.Done;
    }

    private static string Signature(Builtin builtin, Overload overload)
    {
        var parameters = overload.Parameters.Select(p => $"{p.Name}{(p.Optional ? "?" : "")}: {p.Type}");
        return $"{builtin.Name}({string.Join(", ", parameters)}{(overload.Variadic ? ", …" : "")}) → {Result(overload)}";
    }

    private static string Result(Overload overload) => overload.Result([.. overload.Parameters.Select(p => p.Type)]).Display;

    private static object AsJson(Builtin builtin) => new
    {
        name = builtin.Name,
        standard = builtin.Standard,
        summary = builtin.Summary,
        example = builtin.Example,
        overloads = builtin.Overloads.Select(overload => new
        {
            signature = Signature(builtin, overload),
            parameters = overload.Parameters.Select(p => new { name = p.Name, type = p.Type.Display, optional = p.Optional }),
            variadic = overload.Variadic,
            result = Result(overload),
        }),
    };
}

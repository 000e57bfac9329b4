using System.Reflection;
using System.Runtime.CompilerServices;
using Cahier.Calculation.Runs;
using Cahier.Facts.Models;
using Cahier.Feel.Values;
using Cahier.Generator;
using Cahier.Rules;
using Cahier.Service;
using Cahier.Storage.Csv;

namespace Cahier.House.Tests.Architecture;

/// <summary>The built assemblies and what stands in them.</summary>
internal static class Assemblies
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Those that open no file and read no clock.</summary>
    public static IReadOnlyList<Assembly> Core { get; } =
        [typeof(FeelValue).Assembly, typeof(FactModel).Assembly, typeof(RuleSetCompiler).Assembly, typeof(CalculationRun).Assembly];

    public static IReadOnlyList<Assembly> Engine { get; } = [.. Core, typeof(CsvFolder).Assembly, typeof(ServiceHost).Assembly];

    public static IReadOnlyList<Assembly> All { get; } = [.. Engine, typeof(Article51Population).Assembly, typeof(Cli.CommandLine).Assembly];

    /// <summary>The types that somebody wrote; not those that the compiler makes of them.</summary>
    public static IEnumerable<Type> WrittenTypes(Assembly assembly) =>
        assembly.GetTypes().Where(t => !IsMade(t) && t.Namespace?.StartsWith("Cahier", StringComparison.Ordinal) == true);

    /// <summary>The outermost type that a type stands in: for what the compiler makes, the one that somebody wrote.</summary>
    public static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    /// <summary>Every method and constructor with a body, of written types and of what the compiler makes of them.</summary>
    public static IEnumerable<MethodBase> Methods(Assembly assembly) =>
        assembly.GetTypes().SelectMany(t => t.GetMethods(Own).Cast<MethodBase>().Concat(t.GetConstructors(Own)));

    public static IEnumerable<FieldInfo> Fields(Type type) => type.GetFields(Own);

    public static bool IsMade(Type type) =>
        type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) || type.Name.Contains('<', StringComparison.Ordinal) || (type.DeclaringType is { } outer && IsMade(outer));
}

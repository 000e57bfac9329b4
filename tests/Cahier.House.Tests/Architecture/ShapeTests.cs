using System.Reflection;
using System.Runtime.CompilerServices;
using Cahier.Feel.Compilation;
using Xunit;

namespace Cahier.House.Tests.Architecture;

/// <summary>The shape of types: sealed by default, no open fields, names that say what is returned.</summary>
public sealed class ShapeTests
{
    [Fact]
    public void Classes_AreSealed_UnlessSomethingOfOursDerivesFromThem()
    {
        var parents = Types().Select(t => t.BaseType).Where(b => b is not null).Select(b => b!.IsGenericType ? b.GetGenericTypeDefinition() : b).ToHashSet();
        Repository.MustBeEmpty(
            Types().Where(t => t.IsClass && !t.IsAbstract && !t.IsSealed && !parents.Contains(t)).Select(t => t.FullName!),
            "classes that are neither sealed nor abstract, and nothing derives from them");
    }

    [Fact]
    public void Fields_SeenFromOutside_DoNotChange() => Repository.MustBeEmpty(
        from type in Types()
        where !type.IsEnum
        from field in Assemblies.Fields(type)
        where (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly) && !field.IsInitOnly && !field.IsLiteral
        select $"{type.FullName}.{field.Name}",
        "public fields that can be written; make them properties or readonly");

    /// <summary>But for the one that compiled loops add to, item by item.</summary>
    [Fact]
    public void Structs_SeenFromOutside_AreReadOnly() => Repository.MustBeEmpty(
        from type in Assemblies.Engine.SelectMany(Assemblies.WrittenTypes)
        where type is { IsValueType: true, IsEnum: false, IsVisible: true } && !type.IsDefined(typeof(IsReadOnlyAttribute)) && type != typeof(Tally)
        select type.FullName,
        "public structs that are not readonly");

    /// <summary>The rest of the name is the type's, a word of the language for it, or a form of text.</summary>
    [Fact]
    public void MethodsNamedToX_GiveX()
    {
        (string Named, Type Given)[] words = [("Number", typeof(decimal)), ("Row", typeof(int)), ("Text", typeof(string)), ("Hex", typeof(string)), ("JsonSchema", typeof(string)), ("Json", typeof(string)), ("Yaml", typeof(string))];
        Repository.MustBeEmpty(
            from method in PublicMethods()
            where method.DeclaringType!.IsVisible && method.Name.Length > 2 && method.Name.StartsWith("To", StringComparison.Ordinal) && char.IsUpper(method.Name[2])
            let named = method.Name[2..]
            let given = Nullable.GetUnderlyingType(method.ReturnType) ?? method.ReturnType
            where !given.Name.StartsWith(named, StringComparison.Ordinal) && given.Name != named + "Value" && !words.Contains((named, given))
            select $"{method.DeclaringType!.FullName}.{method.Name} gives {method.ReturnType}",
            "methods named ToX that give something else");
    }

    /// <summary>A loop without a limit now and then waits half a second for a helper that has nothing left to do.</summary>
    [Fact]
    public void LoopsSideBySide_SayHowManyHelpTogether() => Repository.MustBeEmpty(
        from method in Assemblies.All.SelectMany(Assemblies.Methods)
        from instruction in Instructions.Of(method)
        where instruction.Member is MethodBase called && called.DeclaringType == typeof(Parallel) && !called.GetParameters().Any(p => p.ParameterType == typeof(ParallelOptions))
        select $"{method.DeclaringType!.FullName}.{method.Name}",
        "parallel loops without a limit; give them Processors.All()");

    [Fact]
    public void MethodsNamedTryX_GiveBoolean() => Repository.MustBeEmpty(
        from method in PublicMethods()
        where method.Name.Length > 3 && method.Name.StartsWith("Try", StringComparison.Ordinal) && char.IsUpper(method.Name[3])
        where method.ReturnType != typeof(bool)
        select $"{method.DeclaringType!.FullName}.{method.Name} gives {method.ReturnType}",
        "methods named TryX that do not say whether they could");

    /// <summary>But for conversions, which say so in their name.</summary>
    [Fact]
    public void PublicMembers_OfTheCore_SpeakOfNoDateTime()
    {
        Type[] machine = [typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan)];
        Repository.MustBeEmpty(
            from method in Assemblies.Core.SelectMany(Assemblies.Methods)
            where method.DeclaringType!.IsVisible && (method.IsPublic || method.IsFamily)
            from type in method.GetParameters().Select(p => p.ParameterType).Append((method as MethodInfo)?.ReturnType ?? typeof(void))
            where machine.Contains(Nullable.GetUnderlyingType(type) ?? type) && method.Name != "From" + type.Name && method.Name != "To" + type.Name
            select $"{method.DeclaringType!.FullName}.{method.Name} speaks of {type}",
            "public members with a machine's date or time; the domain has Date, TimeOfDay, Moment and durations");
    }

    private static IEnumerable<Type> Types() => Assemblies.All.SelectMany(Assemblies.WrittenTypes);

    private static IEnumerable<MethodInfo> PublicMethods() =>
        from type in Types()
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where !method.IsSpecialName && !method.IsDefined(typeof(CompilerGeneratedAttribute))
        select method;
}

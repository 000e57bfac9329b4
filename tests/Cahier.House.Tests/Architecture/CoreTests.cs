using System.Reflection;
using System.Reflection.Emit;
using Cahier.Feel.Values;
using Cahier.Rules.Loading;
using Xunit;

namespace Cahier.House.Tests.Architecture;

/// <summary>
/// What the core may not do, read from its built instructions: input, output, clocks, chance, binary floating point, and
/// rounding outside of <see cref="Rounding"/>.
/// </summary>
public sealed class CoreTests
{
    // All that has no file behind it.
    private static readonly Type[] InMemory =
    [
        typeof(Stream), typeof(MemoryStream), typeof(TextReader), typeof(StringReader), typeof(TextWriter), typeof(StringWriter),
        typeof(BinaryReader), typeof(BinaryWriter), typeof(IOException), typeof(InvalidDataException), typeof(EndOfStreamException),
        typeof(System.Data.Common.DbDataReader),
    ];

    private static readonly string[] Outside =
        ["System.Net", "System.Data", "System.IO.Compression", "System.IO.MemoryMappedFiles", "System.IO.Pipes", "System.Security.Cryptography.RandomNumberGenerator", "Microsoft.Win32"];

    private static readonly Type[] Never =
        [typeof(Console), typeof(System.Diagnostics.Process), typeof(System.Diagnostics.Stopwatch), typeof(Random), typeof(Thread), typeof(Timer), typeof(PeriodicTimer), typeof(AppContext)];

    private static readonly (Type Type, string Member)[] NeverCalled =
    [
        (typeof(DateTime), "get_Now"), (typeof(DateTime), "get_UtcNow"), (typeof(DateTime), "get_Today"),
        (typeof(DateTimeOffset), "get_Now"), (typeof(DateTimeOffset), "get_UtcNow"), (typeof(TimeProvider), "get_System"),
        (typeof(TimeZoneInfo), "get_Local"), (typeof(Guid), nameof(Guid.NewGuid)), (typeof(Guid), nameof(Guid.CreateVersion7)),
        (typeof(Task), nameof(Task.Delay)),
    ];

    private static readonly Type[] RoundingTypes = [typeof(Math), typeof(decimal), typeof(double), typeof(float), typeof(MathF)];

    private static readonly string[] RoundingMethods = ["Round", "Floor", "Ceiling", "Truncate", "ToInt16", "ToInt32", "ToInt64", "ToUInt32", "ToUInt64"];

    [Fact]
    public void Core_DoesNoInputOrOutput_ButForTheLoaderOfRuleFolders() => Repository.MustBeEmpty(
        Uses().Where(u => u.By != typeof(RuleFolder) && IsOutside(u.Used)).Select(Shown),
        "the core opens files, sockets or connections, or asks the machine");

    [Fact]
    public void Core_ReadsNoClock_AndDrawsNoLots() => Repository.MustBeEmpty(
        Uses().Where(u => NeverCalled.Contains((u.Used.DeclaringType!, u.Used.Name)) || (u.Used.DeclaringType == typeof(Environment) && u.Used.Name.StartsWith("get_TickCount", StringComparison.Ordinal))).Select(Shown),
        "the core reads a clock or draws lots; pass a TimeProvider");

    [Fact]
    public void Core_HoldsNoBinaryFloatingPoint() => Repository.MustBeEmpty(
        Instructed().Where(i => i.Instruction.Code.Name is { } name && (name.StartsWith("ldc.r", StringComparison.Ordinal) || name.StartsWith("conv.r", StringComparison.Ordinal)))
            .Select(i => $"{i.Method.DeclaringType}.{i.Method.Name} calculates with {i.Instruction.Code}")
            .Concat(Assemblies.Core.SelectMany(Assemblies.WrittenTypes).SelectMany(Signatures)),
        "binary floating point cannot hold amounts; use decimal or whole minor units");

    [Fact]
    public void Numbers_AreRounded_OnlyInRounding() => Repository.MustBeEmpty(
        Uses().Where(u => u.By != typeof(Rounding) && RoundingTypes.Contains(u.Used.DeclaringType) && RoundingMethods.Contains(u.Used.Name)).Select(Shown),
        "only Values/Rounding.cs rounds, by a named mode; whether a number is whole, decimal.IsInteger says");

    private static bool IsOutside(MemberInfo used)
    {
        var type = used as Type ?? used.DeclaringType!;
        if (type == typeof(Path))
        {
            return used.Name is nameof(Path.GetFullPath) or nameof(Path.Exists) or nameof(Path.GetTempPath) or nameof(Path.GetTempFileName);
        }

        var isInMemory = InMemory.Contains(type);
        return Never.Contains(type)
            || (type.Namespace == "System.IO" && !isInMemory)
            || (type == typeof(Environment) && used.Name is not ("get_NewLine" or "get_ProcessorCount" or "get_CurrentManagedThreadId"))
            || (!isInMemory && Array.Exists(Outside, o => type.FullName?.StartsWith(o, StringComparison.Ordinal) == true));
    }

    private static IEnumerable<string> Signatures(Type type)
    {
        bool IsFloat(Type? t) => t == typeof(double) || t == typeof(float) || t == typeof(Half) || (t?.IsGenericType == true && t.GetGenericArguments().Any(IsFloat)) || (t?.HasElementType == true && IsFloat(t.GetElementType()));

        var fields = Assemblies.Fields(type).Where(f => IsFloat(f.FieldType)).Select(f => f.Name);
        var methods = Assemblies.Methods(type.Assembly).Where(m => m.DeclaringType == type && (IsFloat((m as MethodInfo)?.ReturnType) || m.GetParameters().Any(p => IsFloat(p.ParameterType)))).Select(m => m.Name);
        return fields.Concat(methods).Select(member => $"{type}.{member} is or takes a float");
    }

    private static IEnumerable<(MethodBase Method, Instruction Instruction)> Instructed() =>
        Assemblies.Core.SelectMany(Assemblies.Methods).SelectMany(m => Instructions.Of(m).Select(i => (m, i)));

    private static IEnumerable<(Type By, MethodBase Method, MemberInfo Used)> Uses() =>
        from use in Instructed()
        where use.Instruction.Member is { } member && (member is Type || member.DeclaringType is not null)
        select (Assemblies.Outermost(use.Method.DeclaringType!), use.Method, use.Instruction.Member);

    private static string Shown((Type By, MethodBase Method, MemberInfo Used) use) =>
        $"{use.By.FullName}.{use.Method.Name} uses {(use.Used as Type ?? use.Used.DeclaringType)!.FullName}.{use.Used.Name}";
}

using System.Reflection;

namespace Cahier.Calculation.Output;

/// <summary>The version of the engine that calculated a result.</summary>
public static class EngineVersion
{
    public static string Current { get; } =
        typeof(EngineVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}

using System.Reflection;
using System.Reflection.Emit;

namespace Cahier.Startup;

/// <summary>
/// Writes methods in the form that the compiler of published code takes (MIBC): an assembly whose one method names groups, and
/// one method for each group that names methods. Nothing in it is ever run.
/// </summary>
/// <remarks>The form is that of the runtime’s own tool, which is not to be had as a package: see `MIbcProfileParser.cs` in dotnet/runtime.</remarks>
internal static class ProfileWriter
{
    // A group counts when all of these assemblies are compiled together; all of the program’s are.
    private const string Assemblies = "cahier;";
    private const MethodAttributes Shared = MethodAttributes.Public | MethodAttributes.Static;

    /// <summary>Writes a profile.</summary>
    public static void Write(string file, IEnumerable<MethodBase> methods)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName("startup"), typeof(object).Assembly);
        var module = assembly.DefineDynamicModule("startup");
        var group = module.DefineGlobalMethod("Startup", Shared, typeof(void), []);
        var names = group.GetILGenerator();
        foreach (var method in methods)
        {
            names.Emit(OpCodes.Ldtoken, method is ConstructorInfo made ? module.GetMethodMetadataToken(made) : module.GetMethodMetadataToken((MethodInfo)method));
            names.Emit(OpCodes.Pop);
        }

        names.Emit(OpCodes.Ret);
        var groups = module.DefineGlobalMethod("AssemblyDictionary", Shared, typeof(void), []).GetILGenerator();
        groups.Emit(OpCodes.Ldstr, Assemblies);
        groups.Emit(OpCodes.Ldtoken, group);
        groups.Emit(OpCodes.Pop);
        groups.Emit(OpCodes.Ret);
        module.CreateGlobalFunctions();
        assembly.Save(file);
    }
}

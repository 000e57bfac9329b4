using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Cahier.House.Tests.Architecture;

/// <summary>
/// Writes what an assembly shows to others: a line for each type and, indented, a line for each member. What the
/// compiler makes of a record is left out.
/// </summary>
internal static class PublicSurface
{
    private const BindingFlags Shown = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().Where(t => !Assemblies.IsMade(t)).OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            text.Append(Heading(type)).Append('\n');
            foreach (var member in Members(type).Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Heading(Type type)
    {
        var kind = type.IsEnum ? "enum"
            : type.IsInterface ? "interface"
            : typeof(Delegate).IsAssignableFrom(type) ? "delegate"
            : type.IsValueType ? type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly struct" : "struct"
            : type is { IsAbstract: true, IsSealed: true } ? "static class"
            : type.IsAbstract ? "abstract class"
            : type.IsSealed ? "sealed class" : "class";
        var own = type.GetInterfaces().Where(i => i.IsVisible && !i.Name.StartsWith("IEquatable", StringComparison.Ordinal)).Select(TypeName.Of);
        var parents = type.IsEnum || type.IsValueType || type.BaseType is null || type.BaseType == typeof(object) || kind == "delegate" ? own : own.Prepend(TypeName.Of(type.BaseType));
        var list = type.IsEnum ? "" : string.Join(", ", parents);
        return $"{kind} {type.Namespace}.{TypeName.Of(type)}{(list.Length > 0 ? " : " : "")}{list}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            var invoke = type.GetMethod("Invoke")!;
            return [$"{TypeName.Of(invoke.ReturnType)} Invoke({Parameters(invoke)})"];
        }

        var fields = type.GetFields(Shown).Where(f => IsSeen(f.Attributes) && !f.IsSpecialName).Select(f => type.IsEnum ? f.Name : $"{(f.IsLiteral ? "const " : "field ")}{TypeName.Of(f.FieldType)} {f.Name}");
        var constructors = type.GetConstructors(Shown).Where(IsSeen).Select(c => $"new({Parameters(c)})");
        var properties = type.GetProperties(Shown).Where(p => IsSeen(p.GetMethod) || IsSeen(p.SetMethod)).Where(p => p.Name != "EqualityContract").Select(Property);
        var methods = type.GetMethods(Shown).Where(m => IsSeen(m) && (!m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal)) && !m.IsDefined(typeof(CompilerGeneratedAttribute)) && !m.Name.Contains('<', StringComparison.Ordinal)).Select(Method);
        return fields.Concat(constructors).Concat(properties).Concat(methods);
    }

    private static string Property(PropertyInfo property)
    {
        var isStatic = (property.GetMethod ?? property.SetMethod)!.IsStatic ? "static " : "";
        var isInit = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true;
        var set = IsSeen(property.SetMethod) ? isInit ? " init;" : " set;" : "";
        var index = property.GetIndexParameters() is { Length: > 0 } parameters ? $"[{string.Join(", ", parameters.Select(p => TypeName.Of(p.ParameterType)))}]" : "";
        return $"{isStatic}{(property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "")}{TypeName.Of(property.PropertyType)} {property.Name}{index} {{{(IsSeen(property.GetMethod) ? " get;" : "")}{set} }}";
    }

    private static string Method(MethodInfo method)
    {
        var generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(TypeName.Of))}>" : "";
        var overrides = method.GetBaseDefinition() != method ? "override " : method.IsAbstract && !method.DeclaringType!.IsInterface ? "abstract " : "";
        return $"{(method.IsStatic ? "static " : overrides)}{TypeName.Of(method.ReturnType)} {method.Name}{generic}({Parameters(method)})";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(p =>
        $"{(p.IsOut ? "out " : p.ParameterType.IsByRef ? "ref " : "")}{TypeName.Of(p.ParameterType)} {p.Name}{(p.IsOptional ? " = …" : "")}"));

    private static bool IsSeen(FieldAttributes field) => (field & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem;

    private static bool IsSeen(MethodBase? method) => method is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true };
}

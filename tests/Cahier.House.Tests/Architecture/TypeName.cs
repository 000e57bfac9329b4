namespace Cahier.House.Tests.Architecture;

/// <summary>A type's name as it is written in C#, without its namespace.</summary>
internal static class TypeName
{
    private static readonly Dictionary<Type, string> Words = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(short)] = "short",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(decimal)] = "decimal",
        [typeof(double)] = "double",
        [typeof(char)] = "char",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    public static string Of(Type type)
    {
        if (Words.TryGetValue(type, out var word))
        {
            return word;
        }

        if (type.IsByRef)
        {
            return Of(type.GetElementType()!);
        }

        if (type.IsArray)
        {
            return Of(type.GetElementType()!) + "[]";
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Of(underlying) + "?";
        }

        var mark = type.Name.IndexOf('`', StringComparison.Ordinal);
        var own = mark < 0 ? type.Name : $"{type.Name[..mark]}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>";
        return type is { IsNested: true, IsGenericParameter: false } ? $"{Of(type.DeclaringType!)}.{own}" : own;
    }
}

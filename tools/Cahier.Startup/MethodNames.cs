using System.Reflection;

namespace Cahier.Startup;

/// <summary>Finds methods by the names that the runtime gives them when it compiles them.</summary>
internal sealed class MethodNames
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    // The compiler’s words for what has others in C#. Code that is the same for all classes is asked for with any one of them.
    private static readonly Dictionary<string, Type> Words = new(StringComparer.Ordinal)
    {
        ["System.__Canon"] = typeof(object), ["bool"] = typeof(bool), ["byte"] = typeof(sbyte), ["ubyte"] = typeof(byte), ["char"] = typeof(char),
        ["short"] = typeof(short), ["ushort"] = typeof(ushort), ["int"] = typeof(int), ["uint"] = typeof(uint), ["long"] = typeof(long), ["ulong"] = typeof(ulong),
        ["float"] = typeof(float), ["double"] = typeof(double), ["nint"] = typeof(nint), ["nuint"] = typeof(nuint),
    };

    private readonly Dictionary<string, Type?> types = new(StringComparer.Ordinal);
    private readonly List<Assembly> assemblies = [];

    /// <param name="folder">Where the program and its libraries are.</param>
    public MethodNames(string folder)
    {
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var own = Directory.GetFiles(folder, "*.dll").Where(file => !File.Exists(Path.Combine(runtime, Path.GetFileName(file)))).ToHashSet(StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(runtime, "*.dll").Concat(own).Order(StringComparer.Ordinal))
        {
            try
            {
                assemblies.Add(own.Contains(file) ? Assembly.LoadFrom(file) : Assembly.Load(Path.GetFileNameWithoutExtension(file)));
            }
            catch (BadImageFormatException)
            {
                // Not every library is .NET’s.
            }
        }
    }

    /// <summary>Those that still have a name: code that a program makes of its own has none that could be found.</summary>
    public IReadOnlyCollection<MethodBase> Find(IEnumerable<string> listed) => listed.Order(StringComparer.Ordinal).SelectMany(Find).Distinct().ToList();

    // Methods of one name differ in their parameters only, which are not looked at: all of them are few.
    private IEnumerable<MethodBase> Find(string name)
    {
        if (Split(name) is not var (typeName, methodName, arguments) || Named(typeName) is not { } type)
        {
            return [];
        }

        var wanted = Arguments(arguments);
        return type.GetMembers(Declared).OfType<MethodBase>().Where(m => m.Name == methodName && Count(m) == wanted?.Length).Select(m => Of(m, wanted!)).OfType<MethodBase>();
    }

    // TYPE:METHOD[ARGUMENTS](PARAMETERS), where types have brackets of their own.
    private static (string Type, string Method, string Arguments)? Split(string name)
    {
        var (depth, colon) = (0, -1);
        for (var i = 0; i < name.Length; i++)
        {
            depth += name[i] switch { '[' => 1, ']' => -1, _ => 0 };
            if (depth == 0 && colon < 0 && name[i] == ':')
            {
                colon = i;
            }
            else if (depth == 0 && colon >= 0 && name[i] == '(')
            {
                var method = name[(colon + 1)..i];
                var bracket = method.IndexOf('[', StringComparison.Ordinal);
                return bracket < 0 ? (name[..colon], method, "") : (name[..colon], method[..bracket], method[(bracket + 1)..^1]);
            }
        }

        return null;
    }

    private Type[]? Arguments(string text)
    {
        if (text.Length == 0)
        {
            return [];
        }

        var depth = 0;
        var count = text.Count(sign =>
        {
            depth += sign switch { '[' => 1, ']' => -1, _ => 0 };
            return depth == 0 && sign == ',';
        }) + 1;
        return Named($"System.ValueTuple`{count}[{text}]")?.GetGenericArguments();
    }

    private Type? Named(string name)
    {
        try
        {
            return Type.GetType(name, _ => null, (_, simple, _) => Simple(simple), throwOnError: false);
        }
        catch (Exception problem) when (problem is ArgumentException or TypeLoadException or FileNotFoundException)
        {
            return null;
        }
    }

    private Type? Simple(string name)
    {
        if (!Words.TryGetValue(name, out var type) && !types.TryGetValue(name, out type))
        {
            types[name] = type = assemblies.Select(a => a.GetType(name, throwOnError: false)).FirstOrDefault(t => t is not null);
        }

        return type;
    }

    private static int Count(MethodBase method) => method.IsGenericMethodDefinition ? method.GetGenericArguments().Length : 0;

    // Arguments that a constraint refuses, such as any class where a certain one is wanted, ask for nothing.
    private static MethodBase? Of(MethodBase method, Type[] arguments)
    {
        try
        {
            return arguments.Length == 0 ? method : ((MethodInfo)method).MakeGenericMethod(arguments);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}

using System.Diagnostics.CodeAnalysis;
using Cahier.Feel.Values;

namespace Cahier.Feel.Dmn;

/// <summary>The values of elements in one run: those found so far, and those given from outside.</summary>
/// <param name="given">The value that is given for an element, or null (C#).</param>
internal sealed class DmnRun(Func<DrgElement, FeelValue?>? given = null)
{
    private readonly Dictionary<DrgElement, FeelValue> known = [];

    public FeelValue? Given(DrgElement element) => given?.Invoke(element);

    public bool TryFind(DrgElement element, [NotNullWhen(true)] out FeelValue? value) => known.TryGetValue(element, out value);

    public void Keep(DrgElement element, FeelValue value) => known[element] = value;
}

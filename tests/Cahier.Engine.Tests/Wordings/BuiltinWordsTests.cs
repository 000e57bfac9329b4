using Cahier.Feel.Functions;
using Cahier.Rules.Wordings;
using Xunit;

namespace Cahier.Engine.Tests.Wordings;

/// <summary>Every function of the language has words, for each way to call it.</summary>
public sealed class BuiltinWordsTests
{
    public static TheoryData<string> Functions() => new(BuiltinLibrary.All.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Functions))]
    public void Function_CalledInAnyWay_HasWordsForAllArguments(string function)
    {
        foreach (var count in BuiltinLibrary.All[function].Overloads.SelectMany(o => Enumerable.Range(o.RequiredCount, o.Parameters.Length - o.RequiredCount + 1).Append(o.Variadic ? o.Parameters.Length + 3 : o.Parameters.Length)))
        {
            foreach (var isFrench in new[] { false, true })
            {
                var sentence = BuiltinWords.Find(function, count, isFrench);
                Assert.NotNull(sentence);
                var places = BuiltinWords.Places(sentence);
                Assert.True(places == count || (places < count && BuiltinLibrary.All[function].Overloads.Any(o => o.Variadic)), $"“{sentence}” does not say {count} arguments");
            }
        }
    }
}

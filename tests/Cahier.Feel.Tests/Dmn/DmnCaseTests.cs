using Cahier.Feel.Dmn;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Values;
using Xunit;

namespace Cahier.Feel.Tests.Dmn;

/// <summary>
/// Whole models under <c>tests/cases/dmn</c>: a folder with <c>model.dmn</c>, the models that it imports, and
/// <c>cases.txt</c>, where <c>given</c> begins a case with its inputs and each line after it is what a decision or service
/// must give.
/// </summary>
public sealed class DmnCaseTests
{
    public static TheoryData<string> Folders() => new(Directory.GetDirectories(Repository.PathOf("tests", "cases", "dmn")).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Folders))]
    public void Model_ForGivenInputs_DecidesAsWritten(string folder)
    {
        var loading = Load(Repository.PathOf("tests", "cases", "dmn", folder));
        Assert.Empty(loading.Diagnostics.Where(d => d.IsError).Select(d => $"{d.Location} {d.Cause}"));
        DmnEvaluation? evaluation = null;
        foreach (var line in File.ReadLines(Repository.PathOf("tests", "cases", "dmn", folder, "cases.txt")).Where(l => l.Length > 0 && l[0] != '#'))
        {
            if (line.StartsWith("given ", StringComparison.Ordinal))
            {
                evaluation = new DmnEvaluation(loading.Models!, (ContextValue)Value(line["given ".Length..]), Clock);
                continue;
            }

            var (name, expected) = (line.Split(" = ")[0], line[(line.Split(" = ")[0].Length + 3)..]);
            var found = evaluation!.Decide(name);
            Assert.True(found is not null, $"{folder} has no ‘{name}’");
            Assert.Equal($"{name} = {expected}", $"{name} = {FeelText.Write(found)}");
        }
    }

    /// <summary>Loads <c>model.dmn</c> of a folder; messages call files by their names alone.</summary>
    internal static DmnLoading Load(string folder) => DmnModels.Load(
        "model.dmn",
        File.ReadAllText(Path.Combine(folder, "model.dmn")),
        Directory.GetFiles(folder, "*.dmn").Where(f => Path.GetFileName(f) != "model.dmn").Order(StringComparer.Ordinal).Select(f => (Path.GetFileName(f), File.ReadAllText(f))));

    internal static EvaluationClock Clock { get; } = new(TimeProvider.System);

    private static FeelValue Value(string text)
    {
        var answer = new FeelSession(FeelEngine.Interpreter, Clock).Evaluate(text);
        Assert.Empty(answer.Problems);
        return answer.Value;
    }
}

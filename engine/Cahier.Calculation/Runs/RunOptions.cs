using System.Collections.Immutable;

namespace Cahier.Calculation.Runs;

/// <summary>Which of the two evaluators calculates.</summary>
public enum RunEngine
{
    /// <summary>Loops over columns: what production uses.</summary>
    Compiled,

    /// <summary>The tree walker: slow, and the measure of the other.</summary>
    Interpreter,

    /// <summary>The tree walker for a few rows of facts, which it is through before loops would be made; loops for more.</summary>
    Auto,
}

/// <summary>How a run is carried out; none of it changes a result.</summary>
/// <param name="Engine">Which evaluator calculates.</param>
/// <param name="Threads">How many threads at the most; 0 for as many as there are processors.</param>
public sealed record RunOptions(RunEngine Engine = RunEngine.Compiled, int Threads = 0)
{
    /// <summary>The runs that this one is among, which find together what they ask alike; none when it stands alone.</summary>
    public RunsTogether? Together { get; init; }
}

/// <summary>Is told of the steps of a run.</summary>
public interface IRunProgress
{
    /// <summary>A step begins.</summary>
    void Begin(string step);
}

namespace Cahier.Rules.Scripts;

/// <summary>
/// How much one call of a script may take. Steps, depth, lists and texts are counted, so that the same call ends the same
/// on every machine; memory and the stack are measured, far above what a script needs, and no script can catch that it was
/// stopped. Time would differ from machine to machine: it never decides an outcome, and a call that outlasts it is a fault
/// of ours that stops the run.
/// </summary>
internal static class ScriptLimits
{
    /// <summary>The most statements that a call carries out.</summary>
    public const int Statements = 100_000;

    /// <summary>How deep functions of a script may call each other.</summary>
    public const int Calls = 64;

    /// <summary>The most bytes that a call takes from memory, given back or not.</summary>
    public const int Bytes = 32 << 20;

    /// <summary>The longest list that a script makes.</summary>
    public const int Items = 16_384;

    /// <summary>The longest list that is handed to a script.</summary>
    public const int ItemsGiven = 10_000;

    /// <summary>The longest text that is handed to a script.</summary>
    public const int CharactersGiven = 10_000;

    /// <summary>The most characters of a script itself.</summary>
    public const int Characters = 10_000;

    /// <summary>How deep the parts of a script may stand in each other.</summary>
    public const int Depth = 64;

    /// <summary>After how long a call has not been bounded by all of these.</summary>
    public const int Seconds = 60;

    /// <summary>How much a call counts among the steps of the expression that makes it.</summary>
    public const int StepsOfCall = 500;
}

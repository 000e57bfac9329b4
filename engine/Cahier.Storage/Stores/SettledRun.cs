using Cahier.Calculation.Statements;
using Cahier.Rules.Versions;

namespace Cahier.Storage.Stores;

/// <summary>A statement that was issued.</summary>
/// <param name="Number">Counted from 1 in its store.</param>
/// <param name="Cahier">What is settled.</param>
/// <param name="Period">For which days.</param>
/// <param name="Run">The run that was right then.</param>
/// <param name="At">When it was issued, in UTC.</param>
/// <param name="By">Who issued it.</param>
public sealed record IssuedStatement(long Number, string Cahier, Period Period, long Run, string At, string By);

/// <summary>What was paid for a cahier and a period, held against what a run says.</summary>
/// <param name="Cahier">What is settled.</param>
/// <param name="Period">For which days.</param>
/// <param name="Run">What is right now.</param>
/// <param name="Statement">The amounts.</param>
public sealed record SettledRun(string Cahier, Period Period, StoredRun Run, Statement Statement)
{
    /// <summary>The statement before, whose amounts were paid; null when there is none.</summary>
    public IssuedStatement? Before { get; init; }

    /// <summary>The run that is taken for what was paid, when one was named.</summary>
    public StoredRun? Against { get; init; }

    /// <summary>The run of <see cref="Before"/> or <see cref="Against"/>.</summary>
    public StoredRun? Former { get; init; }

    /// <summary>How it was issued; null when it was not.</summary>
    public IssuedStatement? Issued { get; init; }

    /// <summary>Whether it was issued just now.</summary>
    public bool IsNew { get; init; }
}

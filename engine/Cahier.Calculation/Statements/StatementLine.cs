namespace Cahier.Calculation.Statements;

/// <summary>An amount of a statement.</summary>
/// <param name="Item">What it is.</param>
/// <param name="Paid">What statements before have paid of it, all together.</param>
/// <param name="Right">What is right now; null when that cannot be said for a missing fact: then nothing is added or taken back.</param>
public readonly record struct StatementLine(PaidItem Item, decimal Paid, decimal? Right)
{
    /// <summary>Whether it waits for a fact.</summary>
    public bool IsOpen => Right is null;

    /// <summary>What is to be paid in addition; below zero what is to be given back.</summary>
    public decimal Difference => Right is { } right ? right - Paid : Paid * 0;

    /// <summary>What is paid once the statement is settled.</summary>
    public decimal PaidThen => Right ?? Paid;
}

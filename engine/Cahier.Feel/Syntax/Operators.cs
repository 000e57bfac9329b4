namespace Cahier.Feel.Syntax;

/// <summary>What operators have to do with each other.</summary>
public static class Operators
{
    /// <summary>The operator that says the same with its sides exchanged.</summary>
    public static ComparisonOperator Turned(ComparisonOperator op) => op switch
    {
        ComparisonOperator.Less => ComparisonOperator.Greater,
        ComparisonOperator.LessOrEqual => ComparisonOperator.GreaterOrEqual,
        ComparisonOperator.Greater => ComparisonOperator.Less,
        ComparisonOperator.GreaterOrEqual => ComparisonOperator.LessOrEqual,
        _ => op,
    };
}

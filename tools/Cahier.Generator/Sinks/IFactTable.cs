namespace Cahier.Generator.Sinks;

/// <summary>The rows of one entity, field by field in the order of the columns; <c>null</c> is a missing fact.</summary>
public interface IFactTable
{
    /// <summary>The number of rows ended.</summary>
    long Rows { get; }

    void Text(string? value);

    /// <summary>An identifier: a letter and a number of at least so many digits, as in <c>B0000001</c>.</summary>
    void Key(char letter, long? number, int digits);

    void Number(long? value);

    /// <summary>A decimal number: <c>Decimal(107, 2)</c> is 1.07.</summary>
    void Decimal(long? unscaled, int decimals);

    /// <summary>An amount in euros.</summary>
    void Money(Cents? amount);

    void Date(DateOnly? date);

    void Boolean(bool? value);

    /// <exception cref="InvalidOperationException">The row has more or fewer fields than columns.</exception>
    void EndRow();
}

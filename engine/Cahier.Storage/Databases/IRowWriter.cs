namespace Cahier.Storage.Databases;

/// <summary>Takes rows of one table, value by value in the order of its columns, each row ended by <see cref="EndRow"/>. For one thread.</summary>
internal interface IRowWriter : IDisposable
{
    void Integer(long value);

    /// <param name="text">Nothing when it is null (C#).</param>
    void Text(string? text);

    void Number(decimal? value);

    /// <summary>Text that is UTF-8 already.</summary>
    void Utf8(ReadOnlySpan<byte> text);

    void EndRow();

    /// <summary>Says that these were all rows. Whoever only disposes of the writer has given up, and what was not written yet stays so.</summary>
    void Complete();
}

/// <summary>Takes rows of a fact table. Dates and numbers are kept as text, so that each is read again as it was.</summary>
internal interface IFactRowWriter : IRowWriter
{
    /// <summary>How many rows were ended.</summary>
    long Rows { get; }

    void Null();

    void Text(ReadOnlySpan<char> text);

    void Number(long value);

    void Date(int year, int month, int day);

    void Boolean(bool value);
}

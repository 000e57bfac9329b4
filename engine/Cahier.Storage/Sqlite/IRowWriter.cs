namespace Cahier.Storage.Sqlite;

/// <summary>Takes rows of one table, value by value in the order of its columns, each row ended by <see cref="EndRow"/>.</summary>
internal interface IRowWriter : IDisposable
{
    void Integer(long value);

    /// <param name="text">Nothing when it is null (C#).</param>
    void Text(string? text);

    void Number(decimal? value);

    /// <summary>Text that is UTF-8 already.</summary>
    void Utf8(ReadOnlySpan<byte> text);

    void EndRow();
}

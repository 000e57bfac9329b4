using System.Data.Common;
using Cahier.Storage.Databases;

namespace Cahier.Storage.SqlServer;

/// <summary>Reads the rows of a fact table as texts. For one thread.</summary>
internal sealed class SqlServerFactRows(DbDataReader reader, bool[] booleans) : IFactRows
{
    private readonly string[] texts = new string[booleans.Length];

    /// <inheritdoc/>
    public ReadOnlySpan<char> this[int column] => texts[column];

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Bytes(int column) => [];

    /// <inheritdoc/>
    public bool Read()
    {
        if (!reader.Read())
        {
            return false;
        }

        // In their order, each once: that is how the reader gives them.
        for (var column = 0; column < texts.Length; column++)
        {
            texts[column] = reader.IsDBNull(column) ? "" : !booleans[column] ? reader.GetString(column) : reader.GetBoolean(column) ? "true" : "false";
        }

        return true;
    }

    public void Dispose() => reader.Dispose();
}

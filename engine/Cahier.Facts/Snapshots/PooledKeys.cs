using System.Buffers;
using System.Text;
using Cahier.Facts.Columns;

namespace Cahier.Facts.Snapshots;

/// <summary>Keys as they were read.</summary>
internal sealed class PooledKeys : KeyIndex
{
    private readonly TextPool keys;

    // For each number of a key its row; null when every number is its own row.
    private readonly int[]? rowOfNumber;
    private readonly RowOrder rows;

    /// <param name="keys">The keys of all rows that were read.</param>
    /// <param name="rows">For each row of the table the number of its key.</param>
    public PooledKeys(TextPool keys, RowOrder rows)
    {
        this.keys = keys;
        this.rows = rows;
        rowOfNumber = rows.AreAsRead && rows.Count == keys.Count ? null : rows.Places(keys.Count);
    }

    public override string this[int row] => keys[rows[row]].ToString();

    public override void Write(int row, IBufferWriter<byte> to) => Encoding.UTF8.GetBytes(keys[rows[row]], to);

    public override int Find(string key)
    {
        var number = keys.Find(key);
        return number < 0 || rowOfNumber is null ? number : rowOfNumber[number];
    }
}

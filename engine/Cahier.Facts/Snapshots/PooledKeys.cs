using Cahier.Facts.Columns;

namespace Cahier.Facts.Snapshots;

/// <summary>Keys as they were read.</summary>
internal sealed class PooledKeys : KeyIndex
{
    private readonly TextPool keys;

    // Null when every number is its own row.
    private readonly int[]? numberOfRow;
    private readonly int[]? rowOfNumber;

    /// <param name="keys">The keys of all rows that were read.</param>
    /// <param name="rows">For each row of the table the number of its key.</param>
    public PooledKeys(TextPool keys, int[] rows)
    {
        this.keys = keys;
        for (var i = 0; i < rows.Length && rowOfNumber is null; i++)
        {
            if (rows[i] != i || rows.Length != keys.Count)
            {
                numberOfRow = rows;
                rowOfNumber = Invert(rows, keys.Count);
            }
        }

        if (rows.Length == 0)
        {
            rowOfNumber = Invert(rows, keys.Count);
        }
    }

    public override string this[int row] => keys[numberOfRow is null ? row : numberOfRow[row]].ToString();

    public override int Find(string key)
    {
        var number = keys.Find(key);
        return number < 0 || rowOfNumber is null ? number : rowOfNumber[number];
    }

    /// <summary>For each old row its new one, or -1 when it is left out.</summary>
    public static int[] Invert(int[] rows, int count)
    {
        var result = new int[count];
        Array.Fill(result, -1);
        for (var i = 0; i < rows.Length; i++)
        {
            result[rows[i]] = i;
        }

        return result;
    }
}

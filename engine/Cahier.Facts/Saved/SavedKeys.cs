using System.Buffers;
using System.Text;
using Cahier.Facts.Columns;
using Cahier.Facts.Snapshots;

namespace Cahier.Facts.Saved;

/// <summary>The keys of a saved table.</summary>
/// <param name="texts">The key of each row.</param>
/// <param name="order">The rows by key; none when they stand so.</param>
internal sealed class SavedKeys(SavedTexts texts, Values<int> order) : KeyIndex
{
    public override string this[int row] => texts[row];

    public override void Write(int row, IBufferWriter<byte> to) => to.Write(texts.Utf8(row));

    public override int Find(string key)
    {
        var bytes = Encoding.UTF8.GetBytes(key);
        var (low, high) = (0, texts.Count - 1);
        while (low <= high)
        {
            var middle = (int)(((uint)low + (uint)high) >> 1);
            var row = order.Length == 0 ? middle : order[middle];
            switch (texts.Compare(row, bytes))
            {
                case 0: return row;
                case < 0: low = middle + 1; break;
                default: high = middle - 1; break;
            }
        }

        return -1;
    }

    /// <summary>The rows by key; none when they stand so.</summary>
    public static int[] Order(int count, Func<int, string> keyOf)
    {
        if (AreInOrder(count, keyOf))
        {
            return [];
        }

        string[] keys = [.. Enumerable.Range(0, count).Select(keyOf)];
        int[] rows = [.. Enumerable.Range(0, count)];
        Array.Sort(rows, (l, r) => TextOrder.Compare(keys[l], keys[r]));
        return rows;
    }

    private static bool AreInOrder(int count, Func<int, string> keyOf)
    {
        var former = "";
        for (var row = 0; row < count; row++)
        {
            var key = keyOf(row);
            if (row > 0 && TextOrder.Compare(former, key) >= 0)
            {
                return false;
            }

            former = key;
        }

        return true;
    }
}

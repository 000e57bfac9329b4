using System.Buffers;
using System.Text;

namespace Cahier.Facts.Snapshots;

/// <summary>The keys of a table's rows, both ways, without an object for each.</summary>
internal abstract class KeyIndex
{
    public abstract string this[int row] { get; }

    /// <summary>Writes the key of a row in UTF-8.</summary>
    public virtual void Write(int row, IBufferWriter<byte> to) => Encoding.UTF8.GetBytes(this[row], to);

    /// <summary>The row of a key, or -1.</summary>
    public abstract int Find(string key);
}

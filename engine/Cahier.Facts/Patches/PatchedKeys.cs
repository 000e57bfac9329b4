using Cahier.Facts.Snapshots;

namespace Cahier.Facts.Patches;

/// <summary>The keys of a patched table.</summary>
internal sealed class PatchedKeys(PatchedRows rows) : KeyIndex
{
    public override string this[int row] => rows.Key(row);

    public override int Find(string key) => rows.Find(key);
}

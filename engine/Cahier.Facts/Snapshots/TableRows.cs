using Cahier.Facts.Columns;

namespace Cahier.Facts.Snapshots;

/// <summary>The rows of a table: their keys and where they hang.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="KeyOf">The key of each; null where rows have none.</param>
/// <param name="Parents">For each row that of its parent; none where there is no parent.</param>
/// <param name="ParentCount">How many rows the parent's table has.</param>
internal sealed record TableRows(int Count, Func<int, string>? KeyOf, ValueSource<int> Parents, int ParentCount)
{
    /// <summary>SHA-256 of the keys of all rows and of their places under their parents, in hexadecimal.</summary>
    public string Hash() => ContentHash.Of(hash =>
    {
        for (var row = 0; KeyOf is not null && row < Count; row++)
        {
            hash.Add(KeyOf(row));
        }

        Parents.GiveTo(hash.Add);
    });

    /// <summary>Where the rows of each parent begin, and one more for the end.</summary>
    public int[] StartsUnder()
    {
        var starts = new int[ParentCount + 1];
        Parents.GiveTo(parents =>
        {
            foreach (var parent in parents)
            {
                starts[parent + 1]++;
            }
        });

        for (var i = 0; i < ParentCount; i++)
        {
            starts[i + 1] += starts[i];
        }

        return starts;
    }
}

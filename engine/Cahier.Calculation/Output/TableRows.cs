using System.Security.Cryptography;

namespace Cahier.Calculation.Output;

/// <summary>Rows of units that are made in memory, with where parts end among them. For one thread at a time.</summary>
internal sealed class TableRows
{
    private readonly bool isInParts;
    private readonly MemoryStream bytes = new();
    private readonly List<int> ends = [];
    private byte[] hashes = [];
    private long begun;
    private bool isOpen;

    /// <param name="isInParts">Whether parts are hashed each by itself.</param>
    public TableRows(bool isInParts) => (this.isInParts, Csv) = (isInParts, CsvWriter.OfMoreRows(bytes));

    /// <summary>Takes the rows.</summary>
    public CsvWriter Csv { get; }

    /// <summary>Begins anew.</summary>
    public void Begin()
    {
        bytes.SetLength(0);
        ends.Clear();
        begun = Csv.Written;
    }

    /// <summary>Says that all rows of a unit were written.</summary>
    public void EndUnit(ReadOnlySpan<byte> key)
    {
        if (isInParts)
        {
            isOpen = !UnitParts.EndsAfter(key);
            if (!isOpen)
            {
                ends.Add((int)(Csv.Written - begun));
            }
        }
    }

    /// <summary>Finds the hashes of the parts of which all rows stand here.</summary>
    public void End()
    {
        Csv.Flush();
        hashes = new byte[Math.Max(0, ends.Count - 1) * TableParts.HashSize];
        for (var part = 1; part < ends.Count; part++)
        {
            SHA256.HashData(All[ends[part - 1]..ends[part]], hashes.AsSpan((part - 1) * TableParts.HashSize));
        }
    }

    /// <summary>Finds the hash of all rows as one part.</summary>
    public void Hash(Span<byte> to)
    {
        Csv.Flush();
        SHA256.HashData(All, to);
    }

    /// <summary>Gives the rows to a table; says whether the last part of them has not ended.</summary>
    public bool WriteTo(HashedTable table)
    {
        if (ends.Count == 0)
        {
            table.Write(All);
            return isOpen;
        }

        var (first, last) = (ends[0], ends[^1]);
        table.Write(All[..first]);
        table.EndPart();
        table.WriteParts(All[first..last], hashes);
        table.Write(All[last..]);
        return isOpen;
    }

    private ReadOnlySpan<byte> All => bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
}

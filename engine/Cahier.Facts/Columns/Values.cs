using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Cahier.Facts.Patches;

namespace Cahier.Facts.Columns;

/// <summary>
/// Numbers one after the other, in an array or in a file that is mapped into memory; the same to read. <c>default</c> holds
/// none. Not to be changed, and safe to share between threads.
/// </summary>
/// <remarks>The only place with pointers: every read is held against the length, and the mapping lasts as long as a reader does.</remarks>
public readonly unsafe struct Values<T>
    where T : unmanaged
{
    private readonly T[]? array;
    private readonly T* mapped;

    // Keeps the mapping: a handle that nobody holds is closed.
    private readonly SafeBuffer? owner;

    /// <param name="array">The numbers; nobody changes them from now on.</param>
    public Values(T[] array)
    {
        ArgumentNullException.ThrowIfNull(array);
        this.array = array;
        Length = array.Length;
    }

    /// <param name="owner">The mapped file.</param>
    /// <param name="offset">Where the numbers begin, a multiple of their size.</param>
    /// <param name="length">How many there are.</param>
    public Values(SafeBuffer owner, long offset, int length)
    {
        ArgumentNullException.ThrowIfNull(owner);
        var bytes = (ulong)offset + ((ulong)length * (ulong)sizeof(T));
        if (offset < 0 || length < 0 || bytes > owner.ByteLength || offset % sizeof(T) != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(offset), "the numbers are not within the file");
        }

        this.owner = owner;
        mapped = (T*)(owner.DangerousGetHandle() + (nint)offset);
        Length = length;
    }

    public int Length { get; }

    public T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (array is not null)
            {
                return array[index];
            }

            return unchecked((uint)index < (uint)Length) ? mapped[index] : throw new ArgumentOutOfRangeException(nameof(index));
        }
    }

    /// <summary>All numbers; to be read while their column is held.</summary>
    public ReadOnlySpan<T> Span => array is not null ? array : new ReadOnlySpan<T>(mapped, Length);

    /// <summary>Some of the numbers.</summary>
    public ReadOnlySpan<T> AsSpan(int from, int count) => Span.Slice(from, count);

    /// <summary>The numbers at some places, in the given order.</summary>
    public T[] Take(ReadOnlySpan<int> places)
    {
        var all = Span;
        var taken = new T[places.Length];
        for (var i = 0; i < taken.Length; i++)
        {
            taken[i] = all[places[i]];
        }

        GC.KeepAlive(owner);
        return taken;
    }

    /// <summary>The numbers of the rows of a patched table: some stand here, some among those that came.</summary>
    internal T[] Patched(in Values<T> came, RowRuns runs)
    {
        var patched = new T[runs.Count];
        foreach (var run in runs.All)
        {
            (run.Came ? came : this).AsSpan(run.From, run.Count).CopyTo(patched.AsSpan(run.Start));
        }

        GC.KeepAlive(owner);
        return patched;
    }
}

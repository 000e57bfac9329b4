using Cahier.Facts.Saved;

namespace Cahier.Facts.Columns;

/// <summary>A column as its builder has it, to be made in memory, or to be written into a file without standing in memory as a whole. To be used once, before the builder gives its room back.</summary>
internal abstract class ColumnDraft
{
    public abstract Column ToColumn();

    /// <summary>Writes the column into a file, as <see cref="Column.Save"/> writes that of <see cref="ToColumn"/>.</summary>
    public abstract void Save(ColumnSaver to);

    /// <summary>A column that is made already.</summary>
    public static ColumnDraft Of(Column column) => new Made(column);

    private sealed class Made(Column column) : ColumnDraft
    {
        public override Column ToColumn() => column;

        public override void Save(ColumnSaver to) => column.Save(to);
    }
}

/// <inheritdoc/>
/// <param name="kind">How values are held.</param>
/// <param name="missing">Marks of the missing ones; null when none is.</param>
/// <param name="values">The values.</param>
/// <param name="make">Makes the column of all its values.</param>
internal sealed class ColumnDraft<T>(ColumnKind kind, ulong[]? missing, ValueSource<T> values, Func<T[], Column> make) : ColumnDraft
    where T : unmanaged
{
    /// <summary>Writes what stands before the values.</summary>
    public Action<ColumnSaver>? Head { get; init; }

    public override Column ToColumn() => make(values.ToArray());

    public override void Save(ColumnSaver to)
    {
        to.AddMissing(missing);
        Head?.Invoke(to);
        to.Add(kind, values);
    }
}

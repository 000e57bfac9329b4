using System.Runtime.CompilerServices;
using Cahier.Calculation.Results;
using Cahier.Facts.Columns;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Compilation;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;

namespace Cahier.Calculation.Compilation;

/// <summary>Reads of facts, put into compiled loops where they are called. A row of −1 is a missing one: all of it is missing.</summary>
public static class Reading
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static decimal? Field(NumberColumn column, int row) => row < 0 ? null : column.Read(row);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool? Field(BooleanColumn column, int row) => row < 0 ? null : column.Read(row);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Date? Field(DateColumn column, int row) => row < 0 ? null : column.Read(row);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static string? Field(TextColumn column, int row) => row < 0 ? null : column.Read(row);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Field(ReferenceColumn column, int row) => row < 0 ? -1 : column.Row(row);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Parent(Table table, int row) => row < 0 ? -1 : table.Parent(row);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ChildrenFrom(Table table, int field, int row) => row < 0 ? 0 : table.Children(field, row).From;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ChildrenTo(Table table, int field, int row) => row < 0 ? 0 : table.Children(field, row).To;

    /// <summary>Adds a row's number to a tally, whole where the column holds whole numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo(ref Tally tally, NumberColumn column, int row)
    {
        if (row < 0 || column.IsMissing(row))
        {
            tally.Add(null);
        }
        else if (column.IsScaled)
        {
            tally.AddScaled(column.Scaled(row), column.Scale);
        }
        else
        {
            tally.Add(column.Value(row));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Code(TextColumn column, int row) => row < 0 ? -1 : column.Code(row);

    /// <summary>The answer of a test found beforehand for each text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool? Test(TextColumn column, byte[] answers, int row, bool? whenMissing)
    {
        var code = row < 0 ? -1 : column.Code(row);
        return code < 0 ? whenMissing : answers[code] switch { 0 => false, 1 => true, _ => null };
    }

    /// <summary>Whether two rows have the same text; nothing is the same as nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool? IsSame(TextColumn column, int left, int right) => (left < 0 ? -1 : column.Code(left)) == (right < 0 ? -1 : column.Code(right));

    public static decimal? Number(CheckedParameter parameter, int day) => parameter.On(new Date(day)) is NumberValue n ? n.Value : null;

    public static FeelValue Value(CheckedParameter parameter, int day) => parameter.On(new Date(day));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static decimal? OfParticipant(NumberResults column, int participant) => participant < 0 ? null : column.Read(participant);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int IncludedFrom(UnitResults units, int participant) => units.IncludedOf(participant).From;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int IncludedTo(UnitResults units, int participant) => units.IncludedOf(participant).To;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int DayOf(UnitResults units, int unit) => units.DayOf(unit);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int UnitAt(UnitResults units, int included) => units.UnitAt(included);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int FactRowAt(UnitResults units, int included) => units.FactRowAt(included);
}

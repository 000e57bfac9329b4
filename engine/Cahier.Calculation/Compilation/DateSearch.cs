using Cahier.Facts.Columns;
using Cahier.Feel.Values;

namespace Cahier.Calculation.Compilation;

/// <summary>
/// Finds where rows in order of their dates come to a day: children stand so under their parent, those without a date
/// last, so that a window of dates is a range of rows and the others are not looked at.
/// </summary>
internal static class DateSearch
{
    private const int FewRows = 8;

    /// <summary>The first of the rows from one to below another that is not earlier than a day, or later than it; the other when there is none.</summary>
    public static int Find(DateColumn column, int from, int to, Date bound, bool later)
    {
        var days = column.Days.AsSpan(from, to - from);
        var day = later ? bound.EpochDay + 1 : bound.EpochDay;
        var known = days.Length;
        while (column.HasMissing && known > 0 && column.IsMissing(from + known - 1))
        {
            known--;
        }

        days = days[..known];
        var low = 0;
        while (days.Length - low > FewRows)
        {
            var middle = (low + days.Length) >> 1;
            if (days[middle] < day)
            {
                low = middle + 1;
            }
            else
            {
                days = days[..middle];
            }
        }

        while (low < days.Length && days[low] < day)
        {
            low++;
        }

        return from + low;
    }
}

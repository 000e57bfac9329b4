using Cahier.Facts.Models;
using Cahier.Storage.Changes;
using Cahier.Storage.Stores;
using Xunit;

namespace Cahier.Engine.Tests.Storage;

public sealed class RowMarksTests
{
    private static readonly FactModel Model = ModelReader.Read("marks.yaml", """
        model: marks
        entities:
          person:
            kind: root
            key: [region, number]
            fields:
              region: { type: text, required: true }
              number: { type: text, required: true }
              size: { type: number }
          visit:
            kind: child
            parent: person
            collection: visits
            order: [date]
            fields:
              date: { type: date, required: true }
              paid: { type: boolean }
        """).Model!;

    [Fact]
    public void Rows_WithAKey_AreToldApartByIt()
    {
        var former = Persons(("a", "bc", 1.50m), ("a", "c", null), ("x", "y", 0m));
        Assert.True(Persons(("x", "y", 0m), ("a", "c", null), ("a", "bc", 1.50m)).Since(former, "person").IsNone);
        Assert.Equal(new("person", 1, 0, 1), Persons(("ab", "c", 1.50m), ("a", "c", null), ("x", "y", 0m)).Since(former, "person"));
        Assert.Equal(new("person", 0, 2, 1), Persons(("a", "bc", 1.5m), ("a", "c", 0m)).Since(former, "person"));
    }

    [Fact]
    public void Rows_WithoutAKey_AreCountedAsOftenAsTheyAreThere()
    {
        var former = Visits((1, true), (1, true), (2, null));
        Assert.True(Visits((2, null), (1, true), (1, true)).Since(former, "visit").IsNone);
        Assert.Equal(new("visit", 1, 0, 2), Visits((1, true), (2, false)).Since(former, "visit"));
    }

    private static RowMarks Persons(params (string Region, string Number, decimal? Size)[] rows)
    {
        var marks = new RowMarks(Model.Find("person")!, ["region", "number", "size"]);
        foreach (var (region, number, size) in rows)
        {
            marks.Text(region);
            marks.Utf8(System.Text.Encoding.UTF8.GetBytes(number));
            marks.Number(size);
            marks.EndRow();
        }

        return marks;
    }

    private static RowMarks Visits(params (int Day, bool? Paid)[] rows)
    {
        var marks = new RowMarks(Model.Find("visit")!, ["region", "number", "date", "paid"]);
        foreach (var (day, paid) in rows)
        {
            marks.Text("a");
            marks.Number(7L);
            marks.Date(2020, 1, day);
            if (paid is { } known)
            {
                marks.Boolean(known);
            }
            else
            {
                marks.Null();
            }

            marks.EndRow();
        }

        return marks;
    }
}

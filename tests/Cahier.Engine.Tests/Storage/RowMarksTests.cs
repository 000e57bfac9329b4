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
        Assert.True(RowMarks.Difference("person", [Persons(("x", "y", 0m), ("a", "c", null), ("a", "bc", 1.50m))], former).IsNone);
        Assert.Equal(new("person", 1, 0, 1), RowMarks.Difference("person", [Persons(("ab", "c", 1.50m), ("a", "c", null), ("x", "y", 0m))], former));
        Assert.Equal(new("person", 0, 2, 1), RowMarks.Difference("person", [Persons(("a", "bc", 1.5m), ("a", "c", 0m))], former));
    }

    [Fact]
    public void Rows_WithoutAKey_AreCountedAsOftenAsTheyAreThere()
    {
        var former = Visits((1, true), (1, true), (2, null));
        Assert.True(RowMarks.Difference("visit", [Visits((2, null), (1, true), (1, true))], former).IsNone);
        Assert.Equal(new("visit", 1, 0, 2), RowMarks.Difference("visit", [Visits((1, true), (2, false))], former));
    }

    [Theory]
    [InlineData(2020, 1, 5, "2020-01-05")]
    [InlineData(9999, 12, 31, "9999-12-31")]
    [InlineData(1, 1, 1, "0001-01-01")]
    [InlineData(12345, 6, 7, "12345-06-07")]
    [InlineData(0, 2, 3, "0000-02-03")]
    public void Dates_AreMarkedAsTheStoreWritesThem(int year, int month, int day, string text)
    {
        var (given, stored) = (new RowMarks(Model.Find("visit")!, ["date"]), new RowMarks(Model.Find("visit")!, ["date"]));
        given.Date(year, month, day);
        given.EndRow();
        stored.Text(text);
        stored.EndRow();
        Assert.True(RowMarks.Difference("visit", [given], stored).IsNone);
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

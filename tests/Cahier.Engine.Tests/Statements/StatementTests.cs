using Cahier.Calculation.Statements;
using Xunit;

namespace Cahier.Engine.Tests.Statements;

/// <summary>What was paid, what is right now, and what is done about the difference.</summary>
public sealed class StatementTests
{
    private static readonly PaidItem OfS1 = new("H1", "paid", "EUR", "S1");
    private static readonly PaidItem OfS2 = new("H1", "paid", "EUR", "S2");
    private static readonly PaidItem Bonus = new("H1", "bonus", "EUR", null);

    [Fact]
    public void First_HasPaidNothing_AndTopsUpAll()
    {
        var statement = Statement.Of([], [(OfS2, 50.10m), (OfS1, 100.00m), (Bonus, 7.00m)], []);
        Assert.Equal([Bonus, OfS1, OfS2], statement.Lines.Select(l => l.Item));
        Assert.Equal(new StatementSum(null, null, "EUR", 0, 157.10m, 157.10m, 0, 0), Assert.Single(statement.Totals));
        Assert.Equal("0.00", statement.Lines[0].Paid.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Later_TopsUpAndClawsBack_LineByLine()
    {
        var statement = Statement.Of([(OfS1, 100.00m), (OfS2, 50.00m)], [(OfS1, 120.00m), (OfS2, 45.00m)], []);
        Assert.Equal([20.00m, -5.00m], statement.Lines.Select(l => l.Difference));
        Assert.Equal(new StatementSum("H1", "paid", "EUR", 150, 165, 20, 5, 0), Assert.Single(statement.Sums));
    }

    [Fact]
    public void UnitThatIsPaidNoLonger_IsClawedBack()
    {
        var line = Assert.Single(Statement.Of([(OfS1, 100.00m)], [], []).Lines);
        Assert.Equal((-100.00m, 0.00m, false), (line.Difference, line.PaidThen, line.IsOpen));
    }

    [Fact]
    public void UnitThatMovedToAnotherParticipant_IsClawedBackFromOneAndPaidToTheOther()
    {
        var moved = OfS1 with { Participant = "H2" };
        var statement = Statement.Of([(OfS1, 100.00m)], [(moved, 100.00m)], []);
        Assert.Equal([("H1", -100.00m), ("H2", 100.00m)], statement.Sums.Select(s => (s.Participant!, s.Difference)));
        Assert.Equal(0, statement.Totals.Single().Difference);
    }

    [Fact]
    public void AmountThatCannotBeSaidNow_StaysAsItWasPaid()
    {
        var statement = Statement.Of([(OfS1, 100.00m), (Bonus, 7.00m)], [(OfS1, null), (Bonus, 7.00m)], []);
        Assert.Equal(new StatementSum(null, null, "EUR", 107, 7, 0, 0, 1), Assert.Single(statement.Totals));
        Assert.Equal(100.00m, statement.Lines.Single(l => l.IsOpen).PaidThen);
    }

    [Fact]
    public void UnitThatBecameUndetermined_IsOpenWithTheLinesOfItsParticipant()
    {
        var statement = Statement.Of([(OfS1, 100.00m), (Bonus, 7.00m), (OfS2, 50.00m)], [], [("S1", "H1")]);
        Assert.Equal([(Bonus, true), (OfS1, true), (OfS2, false)], statement.Lines.Select(l => (l.Item, l.IsOpen)));
        Assert.Equal(50.00m, statement.Totals.Single().ClawBack);
    }

    [Fact]
    public void ChainOfStatements_PaysInTheEndWhatIsRight_WhateverWasOpenBetween()
    {
        var first = Statement.Of([], [(OfS1, 100.00m)], []);
        var open = Statement.Of(first.Lines.Select(l => (l.Item, l.PaidThen)), [], [("S1", "H1")]);
        var last = Statement.Of(open.Lines.Select(l => (l.Item, l.PaidThen)), [(OfS1, 90.00m)], []);
        Assert.Equal([100.00m, 0.00m, -10.00m], new[] { first, open, last }.Select(s => s.Totals.Single().Difference));
    }

    [Fact]
    public void SettledAndGone_IsNotCarriedOn()
    {
        var gone = Statement.Of([(OfS1, 100.00m)], [], []);
        Assert.Empty(Statement.Of(gone.Lines.Select(l => (l.Item, l.PaidThen)), [], []).Lines);
    }

    [Fact]
    public void Currencies_AreNotAdded()
    {
        var statement = Statement.Of([], [(OfS1, 1.00m), (OfS2 with { Currency = "USD" }, 2.00m)], []);
        Assert.Equal([("EUR", 1.00m), ("USD", 2.00m)], statement.Totals.Select(t => (t.Currency, t.TopUp)));
    }
}

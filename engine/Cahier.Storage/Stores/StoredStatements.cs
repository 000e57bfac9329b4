using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Cahier.Calculation.Statements;
using Cahier.Feel.Values;
using Cahier.Rules.Versions;
using Cahier.Storage.Databases;

namespace Cahier.Storage.Stores;

/// <summary>The statements of a store: each with an entry in the ledger that knows every amount of it.</summary>
internal static class StoredStatements
{
    private const string Kind = "statement";

    /// <summary>Every statement, in order, each known to the ledger, and the ledger knows no other.</summary>
    /// <exception cref="StoreException">The ledger was altered, or does not know the statements as the store has them.</exception>
    public static IReadOnlyList<IssuedStatement> All(FactStore store, IReadOnlyList<LedgerEntry> ledger)
    {
        var told = ledger.Where(e => e.Kind == Kind).Select(e => e.Body).ToList();
        var issued = store.Connection.Query<(long Number, string Cahier, string From, string To, long Run, string At, string By)>(store.Connection.Sql.ReadStatements)
            .Select(s => new IssuedStatement(s.Number, s.Cahier, Days(s.From, s.To), s.Run, s.At, s.By)).ToList();
        var bodies = issued.ConvertAll(s => Body(s, Lines(store, s.Number)));
        return told.SequenceEqual(bodies, StringComparer.Ordinal)
            ? issued
            : throw new StoreException($"the ledger of {store.Address} does not know the statements as they stand there", "trust no result of this store: put back a copy of it");
    }

    /// <summary>The last statement of a cahier for a period; null when none was issued.</summary>
    public static IssuedStatement? Last(FactStore store, IReadOnlyList<LedgerEntry> ledger, string cahier, Period period) => All(store, ledger).LastOrDefault(s => s.Cahier == cahier && s.Period == period);

    /// <summary>The amounts of a statement, in order.</summary>
    public static List<StatementLine> Lines(FactStore store, long number) =>
    [
        .. store.Connection.Query<(string Participant, string Line, string Currency, string? Unit, string Paid, string? Right)>(store.Connection.Sql.ReadStatementLines, new { number })
            .Select(l => new StatementLine(new PaidItem(l.Participant, l.Line, l.Currency, l.Unit), Number(l.Paid), l.Right is null ? null : Number(l.Right))),
    ];

    /// <summary>Keeps a statement, within the transaction in which it was made.</summary>
    public static IssuedStatement Add(FactStore store, SettledRun settled, string by)
    {
        var connection = store.Connection;
        var (at, from, to) = (store.Now(), settled.Period.From.ToString(), settled.Period.To.ToString());
        var number = connection.ExecuteScalar<long>(connection.Sql.AddStatement, new { cahier = settled.Cahier, from, to, run = settled.Run.Id, at, by });
        using (var rows = connection.Insert(StoredTable.StatementLines))
        {
            var ordinal = 0;
            foreach (var line in settled.Statement.Lines)
            {
                rows.Integer(number);
                rows.Integer(ordinal++);
                rows.Text(line.Item.Participant);
                rows.Text(line.Item.Line);
                rows.Text(line.Item.Currency);
                rows.Text(line.Item.Unit);
                rows.Number(line.Paid);
                rows.Number(line.Right);
                rows.EndRow();
            }

            rows.Complete();
        }

        var issued = new IssuedStatement(number, settled.Cahier, settled.Period, settled.Run.Id, at, by);
        Ledger.Append(connection, at, Kind, Body(issued, settled.Statement.Lines));
        return issued;
    }

    private static string Body(IssuedStatement issued, IReadOnlyList<StatementLine> lines) => JsonSerializer.Serialize(
        new { statement = issued.Number, cahier = issued.Cahier, period = $"{issued.Period.From}..{issued.Period.To}", run = issued.Run, by = issued.By, totals = Statement.As(lines).Totals.Select(t => new { t.Currency, paid = Text(t.Paid), difference = Text(t.Difference), open = t.Open }), amounts = HashOf(lines) },
        LedgerText.AsWritten);

    // Each amount as JSON on a line of its own, so that no text can be taken for another.
    private static string HashOf(IReadOnlyList<StatementLine> lines)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in lines)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new[] { line.Item.Participant, line.Item.Line, line.Item.Currency, line.Item.Unit, Text(line.Paid), line.Right is { } right ? Text(right) : null }) + "\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static Period Days(string from, string to)
    {
        _ = Date.TryParse(from, out var first);
        _ = Date.TryParse(to, out var last);
        return Period.Of(first, last);
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);
}

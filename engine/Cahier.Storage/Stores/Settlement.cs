using System.Globalization;
using Cahier.Calculation.Statements;
using Cahier.Rules.Versions;
using Cahier.Storage.Databases;

namespace Cahier.Storage.Stores;

/// <summary>
/// Settles what was paid for a period with what is right now. Only statements pay: each says the difference to those before
/// it, so that nothing is paid twice, however often a period is run.
/// </summary>
public static class Settlement
{
    /// <summary>The statement that could be issued now, or that compares two runs; nothing is kept.</summary>
    /// <param name="store">The store.</param>
    /// <param name="cahier">Which cahier is settled.</param>
    /// <param name="period">For which days; they are those of its runs.</param>
    /// <param name="run">The run that is right; null for the one that counts.</param>
    /// <param name="against">The run that is taken for what was paid; null for what statements have paid.</param>
    /// <exception cref="StoreException">There is no such run, or none that counts.</exception>
    public static SettledRun Draft(FactStore store, string cahier, Period period, long? run = null, long? against = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.ReadTogether(() =>
        {
            var ledger = Ledger.Read(store);
            var now = Run(store, ledger, cahier, period, run ?? Current(store, cahier, period));
            var before = against is null ? StoredStatements.Last(store, ledger, cahier, period) : null;
            var former = against is { } other ? Run(store, ledger, cahier, period, other) : null;
            var paid = before is not null ? StoredStatements.Lines(store, before.Number).Select(l => (l.Item, l.PaidThen)) : former is null ? [] : Amounts(store, former.Id).Select(a => (a.Item, a.Amount.GetValueOrDefault()));
            return new SettledRun(cahier, period, now, Statement.Of(paid, Amounts(store, now.Id), Undetermined(store, now.Id)))
            {
                Before = before,
                Against = former,
                Former = former ?? (before is null ? null : StoreResults.Find(store, before.Run, ledger)),
            };
        });
    }

    /// <summary>Issues the statement of the run that counts. When that run was settled by the last statement, that is the answer, and nothing is issued.</summary>
    /// <exception cref="StoreException">No run counts for the period.</exception>
    public static SettledRun Issue(FactStore store, string cahier, Period period, string by)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.Write(() =>
        {
            var settled = Draft(store, cahier, period);
            return settled.Before is { } last && last.Run == settled.Run.Id
                ? Find(store, last.Number)
                : settled with { Issued = StoredStatements.Add(store, settled, by), IsNew = true };
        });
    }

    /// <summary>A statement as it was issued.</summary>
    /// <exception cref="StoreException">There is no such statement, or it was altered.</exception>
    public static SettledRun Find(FactStore store, long number)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.ReadTogether(() =>
        {
            var ledger = Ledger.Read(store);
            var all = StoredStatements.All(store, ledger);
            var issued = all.FirstOrDefault(s => s.Number == number) ?? throw new StoreException($"{store.Address} holds no statement {number}", all.Count == 0 ? "none was issued yet: cahier statement CAHIER --period PERIOD --issue --by NAME" : $"it holds {string.Join(", ", all.Select(s => s.Number))}");
            var before = all.LastOrDefault(s => s.Number < number && s.Cahier == issued.Cahier && s.Period == issued.Period);
            return new SettledRun(issued.Cahier, issued.Period, Run(store, ledger, issued.Cahier, issued.Period, issued.Run), Statement.As(StoredStatements.Lines(store, number)))
            {
                Issued = issued,
                Before = before,
                Former = before is null ? null : StoreResults.Find(store, before.Run, ledger),
            };
        });
    }

    /// <summary>Every statement that was issued, in order, each known to the ledger, and the ledger knows no other.</summary>
    /// <exception cref="StoreException">The ledger was altered, or does not know the statements as the store has them.</exception>
    public static IReadOnlyList<IssuedStatement> All(FactStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.ReadTogether(() => StoredStatements.All(store, Ledger.Read(store)));
    }

    private static long Current(FactStore store, string cahier, Period period) =>
        CurrentRuns.Find(store.Connection, cahier, period.From.ToString(), period.To.ToString())
        ?? throw new StoreException($"{store.Address} holds no run of {cahier} for {period} that counts", Runs(store, cahier));

    private static StoredRun Run(FactStore store, IReadOnlyList<LedgerEntry> ledger, string cahier, Period period, long number)
    {
        var run = StoreResults.Find(store, number, ledger) ?? throw new StoreException($"{store.Address} holds no run {number}", Runs(store, cahier));
        return run.Summary.Cahier == cahier && run.Summary.Period.From == period.From.ToString() && run.Summary.Period.To == period.To.ToString()
            ? run
            : throw new StoreException(string.Create(CultureInfo.InvariantCulture, $"run {number} is of {run.Summary.Cahier} for {run.Summary.Period.From}..{run.Summary.Period.To}, not of {cahier} for {period}"), Runs(store, cahier));
    }

    private static string Runs(FactStore store, string cahier)
    {
        var runs = StoreResults.All(store).Where(r => r.Summary.Cahier == cahier).Select(r => string.Create(CultureInfo.InvariantCulture, $"run {r.Id} for {r.Summary.Period.From}..{r.Summary.Period.To}{(r.Held is null ? "" : ", held")}")).ToList();
        return runs.Count == 0 ? $"run it first: cahier run {cahier} --period PERIOD --store {store.Address}" : $"it holds {string.Join("; ", runs)}";
    }

    private static IEnumerable<(PaidItem Item, decimal? Amount)> Amounts(FactStore store, long run) =>
        store.Connection.Query<(string Participant, string? Unit, string Line, string? Amount, string Currency)>(store.Connection.Sql.ReadAmounts, new { run })
            .Select(a => (new PaidItem(a.Participant, a.Line, a.Currency, a.Unit), a.Amount is null ? (decimal?)null : decimal.Parse(a.Amount, CultureInfo.InvariantCulture)));

    private static List<(string Unit, string? Participant)> Undetermined(FactStore store, long run) =>
        store.Connection.Query<(string, string?)>(store.Connection.Sql.ReadUndetermined, new { run });
}

using System.Text;
using Cahier.Calculation.Output;
using Cahier.Calculation.Runs;
using Cahier.Engine.Tests.Output;
using Cahier.Facts.Columns;
using Cahier.Storage.Differences;
using Cahier.Storage.Stores;
using Xunit;

namespace Cahier.Engine.Tests.Storage;

/// <summary>Runs of which a store keeps only what differs from another.</summary>
public abstract partial class StoreContractTests
{
    private static readonly string[] RowsOfRuns =
    [
        "SELECT unit, participant, status, outcomes FROM decision WHERE run_id = @run ORDER BY ordinal",
        "SELECT unit, value_id, value FROM unit_value WHERE run_id = @run ORDER BY ordinal",
        "SELECT participant, unit, line, amount, currency FROM payment_line WHERE run_id = @run ORDER BY ordinal",
    ];

    [Fact]
    public void NightsThatDifferLittle_AreReadAsIfEachWereKeptWhole()
    {
        var (nights, whole) = (Nights(forget: false), Nights(forget: true));
        using var store = Open();
        Assert.Equal(whole.Rows, nights.Rows);
        Assert.Equal(whole.Pages, nights.Pages);
        Assert.Equal(whole.Statements, nights.Statements);
        Assert.Equal((Few.Length - 2, 0L), ((int)nights.Based, whole.Based));
        Assert.InRange(nights.Stored, 1, whole.Stored * 2 / 3);
    }

    [Fact]
    public void RunOfWhichOnlyPartIsKept_IsVerifiedRowByRow()
    {
        using var store = Open();
        SaveNight(store, 300, 0);
        SaveNight(store, 303, 4);
        Assert.Equal(1L, Count(store, "run_base"));
        Assert.Empty(Verified(store));
        var unit = store.Connection.ExecuteScalar<string>("SELECT min(unit) FROM decision_row WHERE run_id = 1 AND status = 'included'");
        store.Connection.Execute("UPDATE decision_row SET status = 'excluded' WHERE run_id = 1 AND unit = @unit", new { unit });
        Assert.Contains("of decision holds ‘excluded’ as status, and ‘included’ was calculated", Assert.Single(Verified(store)), StringComparison.Ordinal);
        store.Connection.Execute("UPDATE decision_row SET status = 'included' WHERE run_id = 1 AND unit = @unit", new { unit });
        store.Connection.Execute("DELETE FROM replaced_row WHERE table_name = 'payment_line'");
        Assert.Contains("payment_line", Assert.Single(Verified(store)), StringComparison.Ordinal);

        static IEnumerable<string> Verified(FactStore store) => RunVerification.Verify(store, 2, new RunOptions(), cancellation: TestContext.Current.CancellationToken).Differences;
    }

    [Fact]
    public void RunWhoseHashWasFoundOfWholeTables_IsVerifiedSo()
    {
        using var store = Open();
        Load(store, 30);
        var report = RunOn(store) with { Form = ResultForm.Whole };
        var written = ResultFiles.Write(report, _ => Stream.Null);
        StoreResults.Save(store, report, written);
        Assert.DoesNotContain("result_form", ResultFiles.ToJson(written.Summary), StringComparison.Ordinal);
        Assert.NotEqual(ResultFiles.WriteTables(RunOn(store), _ => Stream.Null).ResultHash, written.Summary.ResultHash);
        Assert.Empty(RunVerification.Verify(store, 1, new RunOptions(), cancellation: TestContext.Current.CancellationToken).Differences);

        // Who calculates it again is told that nothing is other.
        var (again, summary) = (RunOn(store), ResultFiles.WriteTables(RunOn(store), _ => Stream.Null));
        var (known, isNew) = StoreResults.Save(store, again, new WrittenResults(summary, default, default));
        Assert.Equal((false, true), (isNew, StoreResults.IsSame(known, again, summary)));
        Assert.False(StoreResults.IsSame(known with { Summary = known.Summary with { ResultHash = "other" } }, again, summary));
        Assert.False(StoreResults.IsSame(known with { Summary = known.Summary with { ResultForm = "other" } }, again, summary));
    }

    [Fact]
    public void RunWhoseHashWasFoundInAWayOfALaterVersion_IsNotVerified()
    {
        using var store = Open();
        Load(store, 30);
        var report = RunOn(store);
        var written = ResultFiles.Write(report, _ => Stream.Null);
        StoreResults.Save(store, report, written with { Summary = written.Summary with { ResultForm = "other" } });
        Assert.Contains("in a way that this version does not know", Assert.Throws<StoreException>(() => RunVerification.Verify(store, 1, new RunOptions(), cancellation: TestContext.Current.CancellationToken)).Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE run SET result_hash = 'other' WHERE id = 1")]
    [InlineData("DELETE FROM decision_row WHERE run_id = 1 AND ordinal = (SELECT max(ordinal) FROM decision_row)")]
    [InlineData("INSERT INTO run_base (run_id, base_id) VALUES (1, 1)")]
    public void RunThatIsNotTheOneOfThePrints_IsNoBase(string sql)
    {
        using var store = Open();
        SaveNight(store, 300, 0);
        store.Connection.Execute(sql);
        SaveNight(store, 303, 4);
        Assert.Equal(0L, store.Connection.ExecuteScalar<long>("SELECT count(*) FROM run_base WHERE run_id = 2"));
        Assert.Equal(303L * 3, store.Connection.ExecuteScalar<long>("SELECT count(*) FROM decision_row WHERE run_id = 2") + Undated(303));
    }

    [Theory]
    [InlineData("torn")]
    [InlineData("altered")]
    [InlineData("empty")]
    [InlineData("of another run")]
    [InlineData("of another text")]
    [InlineData("of fewer units")]
    [InlineData("of no run")]
    public void PrintsThatAreNotAsTheyWereWritten_AreNotUsed(string how)
    {
        using var store = Open();
        SaveNight(store, 300, 0);
        var file = Assert.Single(Directory.GetFiles(Address.UnitFolder, "*.prints"));
        var bytes = File.ReadAllBytes(file);
        var head = Encoding.UTF8.GetString(bytes[..bytes.AsSpan().IndexOf((byte)'\n')]).TrimEnd();
        var name = head.Split(' ')[3];
        var kept = KeptPrints.Read(Address.UnitFolder, name)!;
        switch (how)
        {
            case "torn": File.WriteAllBytes(file, bytes[..^24]); break;
            case "altered": bytes[^40] ^= 1; File.WriteAllBytes(file, bytes); break;
            case "empty": File.WriteAllBytes(file, []); break;
            case "of another run": (kept with { ResultHash = "other" }).Save(Address.UnitFolder, name); break;
            case "of another text": kept.Save(Address.UnitFolder, name[..^1] + "."); break;
            case "of fewer units": File.WriteAllBytes(file, Written(head, [kept.Decisions])); break;
            default: File.WriteAllBytes(file, Written(head.Replace($" {kept.Run} ", " one ", StringComparison.Ordinal), [kept.Prints, kept.Decisions, kept.Payments])); break;
        }

        SaveNight(store, 303, 4);
        Assert.Equal(0L, Count(store, "run_base"));
        SaveNight(store, 303, 5);
        Assert.Equal(2L, store.Connection.ExecuteScalar<long>("SELECT base_id FROM run_base WHERE run_id = 3"));
    }

    private static byte[] Written(string head, IEnumerable<Values<ulong>> numbers)
    {
        using var bytes = new MemoryStream();
        KeptNumbers.Write(bytes, head, numbers);
        return bytes.ToArray();
    }

    [Fact]
    public void FolderOfPrintsThatCannotBeWritten_IsANote()
    {
        using var store = Open();
        Directory.CreateDirectory(Path.GetDirectoryName(Address.UnitFolder)!);
        File.WriteAllText(Address.UnitFolder, "");
        var notes = new List<string>();
        Load(store, 30);
        var report = RunOn(store);
        Assert.True(StoreResults.Save(store, report, ResultFiles.Write(report, _ => Stream.Null), notes.Add).IsNew);
        Assert.Contains("The next run is kept whole", Assert.Single(notes), StringComparison.Ordinal);
        File.Delete(Address.UnitFolder);
    }

    // How many patients, and of which some stays are other; the last but one differs too much.
    private static readonly (int Patients, int Night)[] Few = [(300, 0), (300, 7), (306, 7), (297, 9), (400, 9), (401, 11)];

    private (List<string> Rows, List<string> Pages, List<string> Statements, long Based, long Stored) Nights(bool forget)
    {
        Remove();
        using var store = Open();
        var (rows, pages, statements) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var (patients, night) in Few)
        {
            if (forget)
            {
                ForgetRows();
            }

            var run = SaveNight(store, patients, night);
            rows.AddRange(RowsOfRuns.SelectMany(sql => store.Connection.Query<object>(sql, new { run = run.Id }).Select(r => $"{run.Id} {string.Join(' ', ((IDictionary<string, object?>)r).Values)}")));
            pages.AddRange(new[] { ResultTable.Decisions, ResultTable.Payments }.SelectMany(t => Paged(store, run, t)));
            statements.Add(System.Text.Json.JsonSerializer.Serialize(Settlement.Draft(store, "small", SmallCahier.Period).Statement));
        }

        return (rows, pages, statements, Count(store, "run_base"), Count(store, "decision_row") + Count(store, "payment_line_row"));
    }

    private static IEnumerable<string> Paged(FactStore store, StoredRun run, ResultTable table)
    {
        for (long? after = 0; after is { } from;)
        {
            var page = ResultPages.Read(store, run, table, from, 70);
            foreach (var row in page.Rows)
            {
                yield return string.Join(' ', row);
            }

            after = page.Next;
        }
    }

    private static long Undated(int patients) => Enumerable.Range(0, patients).Count(p => p % 10 == 7);

    private StoredRun SaveNight(FactStore store, int patients, int night)
    {
        StoreLoader.Load(store, SmallCahier.Facts(patients, night: night), "test", cancellation: TestContext.Current.CancellationToken);
        var report = RunOn(store);
        var rows = new BasedRows(store, report.Result);
        var written = rows.Hash(report);
        Assert.Equal(ResultFiles.WriteTables(report, _ => Stream.Null).ResultHash, written.Summary.ResultHash);
        return StoreResults.Save(store, report, written, rows: rows).Run;
    }
}

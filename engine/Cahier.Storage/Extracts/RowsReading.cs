using Cahier.Facts.Snapshots;
using Cahier.Feel.Values;
using Cahier.Storage.Csv;
using Cahier.Storage.Mappings;
using Sylvan.Data.Csv;

namespace Cahier.Storage.Extracts;

/// <summary>Reads the files of a table as rows of an entity: joins, filters, netting, fields. Each row is counted where it goes.</summary>
internal sealed class RowsReading : ICsvTaker
{
    private const int ProgressStep = 50_000;

    private readonly MappedRows rows;
    private readonly TableLoader loader;
    private readonly FileRow file;
    private readonly RowJoins joins;
    private readonly SourceRow row;
    private readonly (MappedFilter Rule, RowExpression Keep)[] filters;
    private readonly int early;
    private readonly long[] removed;
    private readonly RowNetting? netting;
    private readonly RowMaking making;
    private readonly IProgress<(string Entity, long Rows)>? progress;
    private (long Removed, long Merged) netted;
    private SourceFile? at;
    private LoadProblem? problem;
    private bool isMeeting;
    private int files;
    private long read;

    public RowsReading(MappedRows rows, TableLoader loader, IProgress<(string Entity, long Rows)>? progress)
    {
        this.rows = rows;
        this.loader = loader;
        this.progress = progress;
        file = new FileRow(rows.Table);
        joins = new RowJoins(rows);
        row = new SourceRow([file, .. joins.Parts]);
        filters = [.. rows.Filters.Select(f => (f, new RowExpression(f.Keep)))];
        early = rows.Filters.TakeWhile(f => f.Keep.Globals.All(g => g is ColumnSymbol { Part: 0 })).Count();
        removed = new long[filters.Length];
        netting = rows.Net is null ? null : new RowNetting(rows);
        making = new RowMaking(rows, loader);
    }

    /// <summary>Reads all files.</summary>
    public RowsReport Read(SourceFiles source, ICollection<LoadProblem> problems, CancellationToken cancellation)
    {
        if (netting is not null)
        {
            isMeeting = true;
            ReadFiles(source, problems, cancellation);
            isMeeting = false;
        }

        if (problems.Count == 0)
        {
            ReadFiles(source, problems, cancellation);
            TakeSums();
        }

        return Report();
    }

    bool ICsvTaker.Begin(CsvDataReader reader, IReadOnlyList<string> header)
    {
        problem = file.Begin(at!, reader, header);
        return problem is null;
    }

    void ICsvTaker.Take(int line)
    {
        if (isMeeting)
        {
            netting!.Meet(row);
            return;
        }

        if (++read % ProgressStep == 0)
        {
            progress?.Report((rows.Entity.Name, read));
        }

        row.Problem = null;
        if (!Passes(line, 0, early))
        {
            return;
        }

        if ((joins.Find(row) ?? row.Problem) is { } why)
        {
            loader.RejectUnmade(line, why.Column, why.Reason, why.Text);
        }
        else if (Passes(line, early, filters.Length))
        {
            Go(line);
        }
    }

    void ICsvTaker.TakeMalformed(int line, string reason, ReadOnlySpan<char> text)
    {
        if (!isMeeting)
        {
            read++;
            loader.RejectMalformed(line, reason, text);
        }
    }

    private void ReadFiles(SourceFiles source, ICollection<LoadProblem> problems, CancellationToken cancellation)
    {
        files = 0;
        foreach (var next in source.Of(rows.Table))
        {
            (at, problem) = (next, null);
            files++;
            loader.GoOn(next.Path);
            if (!isMeeting)
            {
                joins.Begin(next, source, cancellation, problems);
            }

            if ((new CsvText(next.Path, rows.Table.Separator, cancellation).ReadTo(this) ?? problem) is { } stopped)
            {
                problems.Add(stopped);
            }
        }
    }

    private bool Passes(int line, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            var (rule, keep) = filters[i];
            var outcome = (keep.Evaluate(row) as BooleanValue)?.Value;
            if (row.Problem is { } wrong)
            {
                loader.RejectUnmade(line, wrong.Column, wrong.Reason, wrong.Text);
                return false;
            }

            if (outcome is null && rule.WhenMissing is null)
            {
                loader.RejectUnmade(line, "", $"it cannot be said whether {rule.Name.Id} keeps it: {keep.MissingFrom(row)}", "");
                return false;
            }

            if (!(outcome ?? rule.WhenMissing!.Value))
            {
                removed[i]++;
                return false;
            }
        }

        return true;
    }

    private void Go(int line)
    {
        if (netting is null)
        {
            making.Make(row, line);
        }
        else if (netting.IsAlone(row))
        {
            Net(row, line, 1);
        }
        else if (netting.Add(row, at!.Path, line) is { } why)
        {
            loader.RejectUnmade(line, why.Column, why.Reason, why.Text);
        }
    }

    private void TakeSums()
    {
        foreach (var (path, line, lines) in netting?.Sums() ?? [])
        {
            loader.GoOn(path);
            Net(netting!.Sum, line, lines);
        }
    }

    private void Net(SourceRow sum, int line, int lines)
    {
        var keeps = netting!.Keeps(sum);
        if (keeps == false)
        {
            netted.Removed += lines;
            return;
        }

        netted.Merged += lines - 1;
        if (keeps == true)
        {
            making.Make(sum, line);
        }
        else
        {
            loader.RejectUnmade(line, sum.Problem?.Column ?? "", sum.Problem?.Reason ?? $"it cannot be said whether {rows.Net!.Name.Id} keeps it: {netting.MissingFrom(sum)}", sum.Problem?.Text);
        }
    }

    private RowsReport Report()
    {
        var counts = filters.Select((f, i) => Count(f.Rule.Name, removed[i], 0)).ToList();
        if (rows.Net is { } net)
        {
            counts.Add(Count(net.Name, netted.Removed, netted.Merged));
        }

        if (rows.Once)
        {
            counts.Add(new RuleCount("once", new Facts.Models.Label("Clé déjà rencontrée", "Key that came before"), null, making.CameBefore, 0));
        }

        return new RowsReport(rows.Table.Name, files, read, [.. counts], [.. joins.Counts], [.. making.Defaults]);
    }

    private static RuleCount Count(RuleName name, long removed, long merged) => new(name.Id, name.Label, name.Source, removed, merged);
}

using Cahier.Facts.Snapshots;
using Cahier.Feel.Values;
using Cahier.Storage.Mappings;

namespace Cahier.Storage.Extracts;

/// <summary>Makes rows of an entity of rows of the source, and gives them to its loader, which checks each value.</summary>
internal sealed class RowMaking
{
    private readonly MappedRows rows;
    private readonly TableLoader loader;
    private readonly Maker?[] makers;
    private readonly MadeRow made;

    public RowMaking(MappedRows rows, TableLoader loader)
    {
        this.rows = rows;
        this.loader = loader;
        makers = [.. rows.Fields.Select(f => f is null ? null : new Maker(f))];
        made = new MadeRow(makers.Length);
    }

    /// <summary>How many rows were left out because their key came before.</summary>
    public long CameBefore { get; private set; }

    public IEnumerable<DefaultCount> Defaults => makers.OfType<Maker>().Where(m => m.Defaulted > 0).Select(m => new DefaultCount(m.Field.Name, m.Field.Default!, m.Defaulted));

    /// <summary>Makes a row, and gives or rejects it.</summary>
    public void Make(SourceRow row, int line)
    {
        made.Begin();
        row.Problem = null;
        foreach (var maker in makers)
        {
            if (maker is null)
            {
                made.Add([]);
            }
            else if (maker.Make(row, made) is { } problem)
            {
                loader.RejectUnmade(line, maker.Field.Name, problem.Reason, problem.Text);
                return;
            }
        }

        if (rows.Once && loader.Knows(made))
        {
            CameBefore++;
            return;
        }

        var rejected = loader.Rejected;
        loader.Append(made, line);
        if (loader.Rejected == rejected)
        {
            CountDefaults();
        }
    }

    private void CountDefaults()
    {
        foreach (var maker in makers)
        {
            maker?.CountDefault();
        }
    }

    private sealed class Maker(MappedField mapped)
    {
        private readonly RowExpression value = new(mapped.Value);
        private bool isDefault;

        public MappedField Field => mapped;

        public long Defaulted { get; private set; }

        /// <summary>Counts the row last made, when it was taken and the field was unknown.</summary>
        public void CountDefault() => Defaulted += isDefault ? 1 : 0;

        /// <summary>Adds the field's text. Says why it cannot be made, or null.</summary>
        public (string Reason, string Text)? Make(SourceRow row, MadeRow made)
        {
            isDefault = false;
            if (mapped.Codes is null && value.Plain is { } plain && !row.Text(plain).IsEmpty)
            {
                made.Add(row.Text(plain));
                return null;
            }

            var found = value.Evaluate(row);
            if (row.Problem is { } problem)
            {
                return (problem.Reason, problem.Text);
            }

            if (found.IsNull)
            {
                isDefault = mapped.Default is not null;
                made.Add(mapped.Default);
                return null;
            }

            if (mapped.Codes is null)
            {
                made.Add(found);
                return null;
            }

            var text = ((TextValue)found).Value;
            if (mapped.Codes.GetValueOrDefault(text, mapped.Otherwise!) is not { } code)
            {
                return ("the mapping has no code for it", text);
            }

            made.Add(code);
            return null;
        }
    }
}

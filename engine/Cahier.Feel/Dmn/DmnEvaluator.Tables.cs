using System.Collections.Immutable;
using Cahier.Feel.Checking;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Tables;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Feel.Dmn;

internal sealed partial class DmnEvaluator
{
    private readonly Dictionary<DmnTable, PreparedTable> tables = new(ReferenceEqualityComparer.Instance);

    /// <summary>A table whose cells are read.</summary>
    private sealed record PreparedTable(RowIndex Index, ImmutableArray<ImmutableArray<CellTest>> Tests, ImmutableArray<int> Readable);

    private FeelValue Table(DmnTable table, DmnFrame frame)
    {
        if (!table.TryReadPolicy(out var policy))
        {
            return NullValue.Because(Expressions.ReportHitPolicy(table).Cause);
        }

        if (!tables.TryGetValue(table, out var prepared))
        {
            tables[table] = prepared = Prepare(table, frame);
        }

        FeelValue[] inputs = [.. table.Inputs.Select(i => Input(i, frame))];
        ImmutableArray<TableOutput> outputs = [.. table.Outputs.Select((o, i) => new TableOutput(o.Name ?? $"{i + 1}", HitPolicies.NeedsAllowedValues(policy) ? Allowed(o, frame) : [], o.Default is { } text ? Output(text, o, frame) : null))];
        var rows = ImmutableArray.CreateBuilder<int>();
        foreach (var row in prepared.Index.Candidates(inputs))
        {
            scope.Step();
            if (Matches(prepared.Tests[row], inputs, frame))
            {
                rows.Add(prepared.Readable[row]);
                if (policy == HitPolicy.First)
                {
                    break;
                }
            }
        }

        var values = rows.Select(r => Hits.Row(outputs, [.. table.Outputs.Zip(table.Rules[r].Outputs, (o, c) => Output(c.Text, o, frame, c.TypeRef))]));
        return new Hits(table.Name, policy, outputs).Together([.. values], [.. rows.Select(r => r + 1)]);
    }

    // A rule with a cell that cannot be read matches nothing.
    private PreparedTable Prepare(DmnTable table, DmnFrame frame)
    {
        var rows = table.Rules.Select((r, i) => (Number: i, Tests: r.Tests.Take(table.Inputs.Length).Select(c => Expressions.Cell(c.Text, frame)).ToImmutableArray()))
            .Where(r => r.Tests.Length == table.Inputs.Length && !r.Tests.Contains(null) && table.Rules[r.Number].Outputs.Length >= table.Outputs.Length)
            .ToList();
        ImmutableArray<ImmutableArray<CellTest>> tests = [.. rows.Select(r => r.Tests.CastArray<CellTest>())];
        return new PreparedTable(RowIndex.Of(tests), tests, [.. rows.Select(r => r.Number)]);
    }

    private bool Matches(ImmutableArray<CellTest> tests, FeelValue[] inputs, DmnFrame frame)
    {
        for (var i = 0; i < inputs.Length; i++)
        {
            if (!tests[i].Passes(inputs[i], frame, scope))
            {
                return false;
            }
        }

        return true;
    }

    private FeelValue Input(DmnInput input, DmnFrame frame)
    {
        if (input.Expression is not { } text || string.IsNullOrWhiteSpace(text.Value))
        {
            return NullValue.Because("an input of the table has no expression");
        }

        var value = DmnCoercion.Convert(Expressions.Evaluate(text, frame), frame.TypeOf(input.TypeRef), text.Value.Trim(), scope);
        return Among(input.Allowed, value, text.Value.Trim(), frame);
    }

    private FeelValue Output(DmnText text, DmnOutput output, DmnFrame frame, string? typeRef = null)
    {
        if (string.IsNullOrWhiteSpace(text.Value))
        {
            return NullValue.Instance;
        }

        var name = output.Name ?? "the output";
        var value = DmnCoercion.Convert(Expressions.Evaluate(text, frame), frame.TypeOf(typeRef), name, scope);
        return Among(output.Allowed, DmnCoercion.Convert(value, frame.TypeOf(output.TypeRef), name, scope), name, frame);
    }

    private FeelValue Among(DmnText? allowed, FeelValue value, string name, DmnFrame frame) =>
        allowed is null || value.IsNull || Expressions.Passes(allowed, value, frame) ? value
        : NullValue.Because($"{FeelText.Write(value)} is none of the values that ‘{name}’ may have");

    // The order of priority: the table's own list of values, or that of the output's type.
    private ImmutableArray<FeelValue> Allowed(DmnOutput output, DmnFrame frame)
    {
        var list = output.Allowed ?? (output.TypeRef is { } type ? frame.Model.BaseOf(type).Allowed : null);
        return list is null ? [] : Expressions.Cell(list, frame)?.Values ?? [];
    }
}

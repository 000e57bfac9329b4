using Cahier.Calculation.Compilation;
using Cahier.Calculation.Kept;
using Cahier.Calculation.Results;
using Cahier.Facts.Columns;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Types;

namespace Cahier.Calculation.Runs;

/// <summary>Finds who the participants of the units are, and numbers them in the order of their names.</summary>
internal static class ParticipantNumbers
{
    /// <summary>The participants, and for each unit the number of its own, −1 when that is missing.</summary>
    public static (ParticipantResults Participants, int[] Numbers) Find(RunFrame frame, PeriodRows period, IColumnCalculator calculator)
    {
        var (rows, places) = (period.Rows, period.Places);

        // As places in a dictionary or rows of a table: whole numbers, so that no text is compared for every unit.
        var codes = GC.AllocateUninitializedArray<int>(rows.Length);
        if (calculator.ColumnOf(frame.RuleSet.Participant) is TextColumn texts)
        {
            calculator.Share(codes.Length, (from, to) =>
            {
                for (var i = from; i < to; i++)
                {
                    codes[i] = texts.Code(rows[i]);
                }
            });
            return Number(codes, texts.Dictionary.Length, code => texts.Dictionary[code], null, Elsewhere(frame, texts.CodeOf), [], calculator);
        }

        if (frame.RuleSet.Participant.Fact.Type is RowType entity)
        {
            var table = frame.Table(entity.Entity);
            var references = (RowResults)Fill(frame, places, calculator);
            calculator.Share(codes.Length, (from, to) =>
            {
                for (var i = from; i < to; i++)
                {
                    codes[i] = references.ReadAt(i);
                }
            });
            return Number(codes, table.Count, table.Key, table, Elsewhere(frame, name => table.TryFind(name, out var row) ? row : -1), AlwaysThere(frame, table, calculator), calculator);
        }

        var names = (TextResults)Fill(frame, places, calculator);
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < rows.Length; i++)
        {
            codes[i] = -1;
            if (names.ReadAt(i) is { } name && !known.TryGetValue(name, out codes[i]))
            {
                known[name] = codes[i] = known.Count;
            }
        }

        var elsewhere = Elsewhere(frame, name => known.TryAdd(name, known.Count) ? known.Count - 1 : known[name]);
        string[] inOrder = [.. known.Keys];
        return Number(codes, inOrder.Length, code => inOrder[code], null, elsewhere, [], calculator);
    }

    /// <summary>The same, where it is known already who the participant of each unit is.</summary>
    public static (ParticipantResults Participants, int[] Numbers) Take(RunFrame frame, PeriodRows period, UnitAssembly units, IColumnCalculator calculator)
    {
        var codes = GC.AllocateUninitializedArray<int>(period.Rows.Length);
        if (frame.RuleSet.Participant.Fact.Type is RowType entity)
        {
            var table = frame.Table(entity.Entity);
            units.TakeParticipants(codes, name => table.TryFind(name, out var row) ? row : -1);
            return Number(codes, table.Count, table.Key, table, [], AlwaysThere(frame, table, calculator), calculator);
        }

        var known = new OrderedDictionary<string, int>(StringComparer.Ordinal);
        units.TakeParticipants(codes, name => known.TryAdd(name, known.Count) ? known.Count - 1 : known[name]);
        string[] inOrder = [.. known.Keys];
        return Number(codes, inOrder.Length, code => inOrder[code], null, [], [], calculator);
    }

    /// <summary>The participants that have units beside those at hand.</summary>
    private static int[] Elsewhere(RunFrame frame, Func<string, int> codeOf)
    {
        int[] codes = [.. frame.Carried?.Names.Select(codeOf) ?? []];
        if (codes.Contains(-1))
        {
            frame.Carried!.Break();
        }

        return Array.FindAll(codes, code => code >= 0);
    }

    /// <summary>The rows of the participants that take part even without an included unit.</summary>
    private static HashSet<int> AlwaysThere(RunFrame frame, Table table, IColumnCalculator calculator)
    {
        if (frame.RuleSet.TakesPart is not { } condition)
        {
            return [];
        }

        // Whoever may take part stands as a participant while the condition is asked.
        int[] all = [.. Enumerable.Range(0, table.Count)];
        frame.Participants = new ParticipantResults([.. all.Select(table.Key)], table, all, []);
        var takesPart = new BooleanResults(Places.All(table.Count));
        calculator.Fill(LoopKind.Participants, condition, takesPart);
        return [.. all.Where(row => takesPart.Read(row) == true)];
    }

    // Rows are units to be: slot by slot.
    private static ResultColumn Fill(RunFrame frame, Places places, IColumnCalculator calculator)
    {
        var column = ResultColumn.For(frame.RuleSet.Participant.Fact.Type, places);
        calculator.Fill(LoopKind.FactRows, frame.RuleSet.Participant, column);
        return column;
    }

    private static (ParticipantResults, int[]) Number(int[] codes, int count, Func<int, string> nameOf, Table? table, int[] elsewhere, HashSet<int> always, IColumnCalculator calculator)
    {
        var numberOf = new int[count];
        foreach (var row in elsewhere.Concat(always))
        {
            numberOf[row] = 1;
        }

        // Parts that come across the same participant write the same, and mostly only look: it is marked already.
        calculator.Share(codes.Length, (from, to) =>
        {
            foreach (var code in codes.AsSpan(from..to))
            {
                if (code >= 0 && numberOf[code] == 0)
                {
                    numberOf[code] = 1;
                }
            }
        });
        var used = Enumerable.Range(0, count).Where(c => numberOf[c] != 0).Select(c => (Name: nameOf(c), Code: c)).OrderBy(p => p.Name, StringComparer.Ordinal).ToArray();
        for (var number = 0; number < used.Length; number++)
        {
            numberOf[used[number].Code] = number;
        }

        calculator.Share(codes.Length, (from, to) =>
        {
            for (var i = from; i < to; i++)
            {
                codes[i] = codes[i] < 0 ? -1 : numberOf[codes[i]];
            }
        });

        return (new ParticipantResults([.. used.Select(p => p.Name)], table, table is null ? [] : [.. used.Select(p => p.Code)], always), codes);
    }
}

using System.Buffers;
using Cahier.Calculation.Results;

namespace Cahier.Calculation.Output;

/// <summary>
/// Writes who units are, some of them at a time: those of a participant stand anywhere among the facts, and all that is asked of
/// them is fetched together. They come by participant, so that the name of each is made ready once. For one thread.
/// </summary>
internal sealed class UnitFields(RunResult result)
{
    private readonly UnitResults units = result.Units;
    private readonly ArrayBufferWriter<byte> keys = new();
    private readonly int[] rows = new int[LongTable.PlacesAtOnce];
    private readonly int[] participants = new int[LongTable.PlacesAtOnce];
    private readonly int[] ends = new int[LongTable.PlacesAtOnce];
    private int last = -1;
    private ReadyText name;

    /// <summary>Goes on to other units.</summary>
    public void GoOn(ReadOnlySpan<int> next)
    {
        for (var i = 0; i < next.Length; i++)
        {
            rows[i] = units.Rows[next[i]];
            participants[i] = units.Participants[next[i]];
        }

        keys.ResetWrittenCount();
        units.Table.WriteKeys(rows.AsSpan(0, next.Length), keys, ends);
    }

    /// <summary>Writes the key of one of the units.</summary>
    public void Key(CsvWriter csv, int i) => csv.Utf8(keys.WrittenSpan[(i == 0 ? 0 : ends[i - 1])..ends[i]]);

    /// <summary>Writes the participant of one of the units; an empty field when it is missing.</summary>
    public void Participant(CsvWriter csv, int i)
    {
        if (participants[i] != last)
        {
            last = participants[i];
            name = CsvWriter.MakeReady(last < 0 ? "" : result.Participants.Names[last]);
        }

        csv.Ready(name);
    }
}

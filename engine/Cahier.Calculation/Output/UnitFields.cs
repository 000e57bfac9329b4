using System.Buffers;
using Cahier.Calculation.Results;

namespace Cahier.Calculation.Output;

/// <summary>Writes who a unit is. Units come by participant, so that the name of each is made ready once. For one thread.</summary>
internal sealed class UnitFields(RunResult result)
{
    private readonly UnitResults units = result.Units;
    private readonly ArrayBufferWriter<byte> key = new();
    private int last = -1;
    private ReadyText name;

    /// <summary>Writes the key of a unit.</summary>
    public void Key(CsvWriter csv, int unit)
    {
        key.ResetWrittenCount();
        units.Table.WriteKey(units.Rows[unit], key);
        csv.Utf8(key.WrittenSpan);
    }

    /// <summary>Writes the participant of a unit; an empty field when it is missing.</summary>
    public void Participant(CsvWriter csv, int unit)
    {
        var participant = units.Participants[unit];
        if (participant != last)
        {
            last = participant;
            name = CsvWriter.MakeReady(participant < 0 ? "" : result.Participants.Names[participant]);
        }

        csv.Ready(name);
    }
}

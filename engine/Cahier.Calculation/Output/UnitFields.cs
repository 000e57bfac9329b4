using Cahier.Calculation.Results;

namespace Cahier.Calculation.Output;

/// <summary>Writes who units are, some of them at a time, each participant made ready once. For one thread.</summary>
internal sealed class UnitFields(RunResult result)
{
    private readonly UnitTexts texts = new(result);
    private int last = -1;
    private ReadyText name;

    /// <inheritdoc cref="UnitTexts.GoOn"/>
    public void GoOn(ReadOnlySpan<int> next) => texts.GoOn(next);

    /// <summary>The key of one of the units.</summary>
    public ReadOnlySpan<byte> KeyOf(int i) => texts.Key(i);

    /// <summary>Writes the key of one of the units.</summary>
    public void Key(CsvWriter csv, int i) => csv.Utf8(texts.Key(i));

    /// <summary>Writes the participant of one of the units; an empty field when it is missing.</summary>
    public void Participant(CsvWriter csv, int i)
    {
        if (texts.Participant(i) is var participant && participant != last)
        {
            last = participant;
            name = CsvWriter.MakeReady(last < 0 ? "" : result.Participants.Names[last]);
        }

        csv.Ready(name);
    }
}

using System.Buffers;
using System.Text;
using Cahier.Calculation.Results;

namespace Cahier.Calculation.Output;

/// <summary>
/// Says in UTF-8 who units are, some of them at a time: those of a participant stand anywhere among the facts, and all that is
/// asked of them is fetched together. They come by participant, so that the name of each is made once. For one thread.
/// </summary>
/// <param name="result">The run whose units they are.</param>
public sealed class UnitTexts(RunResult result)
{
    /// <summary>So many units at the most are fetched together.</summary>
    public const int AtOnce = 256;

    private readonly UnitResults units = result.Units;
    private readonly ArrayBufferWriter<byte> keys = new();
    private readonly int[] rows = new int[AtOnce];
    private readonly int[] participants = new int[AtOnce];
    private readonly int[] ends = new int[AtOnce];
    private int last = -1;
    private byte[] name = [];

    /// <summary>Goes on to other units, at most <see cref="AtOnce"/>.</summary>
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

    /// <summary>The key of one of the units.</summary>
    public ReadOnlySpan<byte> Key(int i) => keys.WrittenSpan[(i == 0 ? 0 : ends[i - 1])..ends[i]];

    /// <summary>The number of the participant of one of the units; −1 when it is missing.</summary>
    public int Participant(int i) => participants[i];

    /// <summary>The name of the participant of one of the units, which is not missing.</summary>
    public ReadOnlySpan<byte> Name(int i)
    {
        if (participants[i] != last)
        {
            last = participants[i];
            name = Encoding.UTF8.GetBytes(result.Participants.Names[last]);
        }

        return name;
    }
}

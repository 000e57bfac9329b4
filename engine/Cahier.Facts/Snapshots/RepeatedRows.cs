using System.Globalization;
using Cahier.Facts.Models;
using Cahier.Facts.Yaml;
using Cahier.Feel.Diagnostics;

namespace Cahier.Facts.Snapshots;

/// <summary>
/// Rows that are alike but for their keys: <c>{ beneficiary_id: B, repeat: 4999, stays: [{ stay_id: S }] }</c> are the
/// beneficiaries B-1 to B-4999, each with its stay, S-1 to S-4999. A bound keeps a slip of the hand from filling the memory.
/// </summary>
internal sealed class RepeatedRows(DiagnosticBag diagnostics)
{
    /// <summary>The key of a row that says how often it stands; a field of that name is read as the field.</summary>
    public const string Key = "repeat";

    private const int Most = 100_000;

    private int made;

    /// <summary>Whether a row cannot be repeated as it says: then nothing more is read, and nothing else reported.</summary>
    public bool AnyRefused { get; private set; }

    /// <summary>The ends that the keys of each copy get: one that is empty for a row that is not repeated.</summary>
    /// <param name="within">The end that belongs to the copy in which the row stands.</param>
    public IEnumerable<string> CopiesOf(Entity entity, YamlMap row, string within)
    {
        var times = entity.Find(Key) is null && row.Find(Key) is { } written ? TimesOf(entity, written) : null;
        for (var copy = 1; copy <= (times ?? 1) && !AnyRefused; copy++)
        {
            made += times is null && within.Length == 0 ? 0 : 1;
            if (made > Most)
            {
                Refuse(row.Find(Key)?.Value ?? row, $"with this row, more than {Most} rows are made by repeating", "repeat fewer: what a threshold does is shown by rows just at it");
                yield break;
            }

            yield return times is null ? within : string.Create(CultureInfo.InvariantCulture, $"{within}-{copy}");
        }
    }

    /// <summary>A value of a row as its copy has it: keys that are texts get the copy's end.</summary>
    public static string InCopy(Entity entity, string field, string text, string copy) =>
        text.Length > 0 && copy.Length > 0 && CanEnd(entity, field) ? text + copy : text;

    private static bool CanEnd(Entity entity, string field) => entity.Key.Contains(field, StringComparer.Ordinal) && entity.Find(field) is { Kind: FieldKind.Text };

    private int? TimesOf(Entity entity, YamlEntry written)
    {
        if (written.Value is not YamlScalar scalar || !int.TryParse(scalar.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var times) || times is < 1 or > Most)
        {
            Refuse(written.Value, $"‘{(written.Value as YamlScalar)?.Value ?? written.Value.Kind}’ does not say how often the row stands", $"write a whole number from 1 to {Most}");
            return null;
        }

        if (!entity.Key.IsEmpty && !entity.Key.Any(k => CanEnd(entity, k)))
        {
            Refuse(written.Key, $"the key of ‘{entity.Name}’ is no text, so that its rows could not be told apart", "write the rows one by one");
            return null;
        }

        return times;
    }

    private void Refuse(YamlNode at, string cause, string remedy)
    {
        AnyRefused = true;
        diagnostics.Add(DiagnosticCatalog.RepeatedRow, at, cause, remedy);
    }
}

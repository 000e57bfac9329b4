using Cahier.Generator.Lives;
using Cahier.Generator.Sinks;

namespace Cahier.Generator.Tables;

/// <summary>Stays, numbered in order within a person. Who dies within a stay leaves it dead, that day.</summary>
internal sealed class StayTable(IFactSink sink)
{
    private readonly IFactTable table = sink.Table(
        "stay",
        [
            "beneficiary_id", "stay_id", "kind", "establishment", "ghm", "ghm_root", "ghs", "severity", "principal_diagnosis",
            "procedure", "surgery_date", "entry_date", "exit_date", "length_of_stay", "entry_mode", "through_emergency",
            "exit_mode", "exit_to", "palliative_care", "total_colectomy", "recent_trauma", "planned", "complication", "asa",
            "intensive_care_days", "cost",
        ]);

    private static readonly string[] Numerals = ["1", "2", "3", "4"];

    public void Write(Life life)
    {
        life.Stays.Sort();
        for (var place = 0; place < life.Stays.Count; place++)
        {
            var stay = life.Stays.At(place, out var entry);
            if (entry > life.LastDay)
            {
                return;
            }

            if (stay.Exit > life.Death)
            {
                stay = stay with { Exit = life.Death.Value, ExitMode = "death", ExitTo = null };
            }

            Write(life.Person.Number, place + 1, stay);
        }
    }

    private void Write(long person, int number, in Stay stay)
    {
        table.Person(person);
        table.Stay(person, number);
        table.Text(stay.Kind switch { StayKind.MCO => "MCO", StayKind.SSR => "SSR", _ => "HAD" });
        table.Establishment(stay.Establishment);
        table.Text(stay.Tariff.Group);
        table.Text(stay.Tariff.Root);
        table.Text(stay.Tariff.GhsText);
        table.Text(stay.Tariff.Severity);
        table.Text(stay.Diagnosis);
        table.Text(stay.Operation?.Procedure);
        table.Date(stay.SurgeryDate);
        table.Date(stay.Entry);
        table.Date(stay.Exit);
        table.Number(stay.Exit.DayNumber - stay.Entry.DayNumber);
        table.Text(stay.EntryMode);
        table.Boolean(stay.Emergency);
        table.Text(stay.ExitMode);
        table.Text(stay.ExitTo);
        table.Boolean(stay.Palliative);
        table.Boolean(stay.TotalColectomy);
        table.Boolean(stay.RecentTrauma);
        table.Boolean(stay.Planned);
        table.Boolean(stay.Complication);
        table.Text(stay.Asa is { } asa ? Numerals[asa - 1] : null);
        table.Number(stay.IntensiveCareDays);
        table.Money(stay.Cost);
        table.EndRow();
    }
}

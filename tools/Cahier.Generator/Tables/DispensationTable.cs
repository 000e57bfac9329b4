using Cahier.Generator.Lives;
using Cahier.Generator.Sinks;

namespace Cahier.Generator.Tables;

internal sealed class DispensationTable(IFactSink sink) : ChildTable<Dispensation>(sink.Table(
    "dispensation",
    [
        "beneficiary_id", "date", "atc", "product", "biosimilar", "boxes", "large_pack", "amount", "prescriber",
        "prescription_date", "prescribing_establishment", "prescribing_professional",
    ]))
{
    protected override void WriteFact(in Dispensation fact, DateOnly date)
    {
        Table.Date(date);
        Table.Text(fact.Drug.Atc);
        Table.Text(fact.Drug.Product);
        Table.Boolean(fact.Drug.Biosimilar);
        Table.Number(fact.Boxes);
        Table.Boolean(fact.LargePack);
        Table.Money(fact.Amount);
        Table.Text(fact.FromHospital ? "hospital" : "town");
        Table.Date(fact.Prescribed);
        Table.Establishment(fact.Establishment);
        Table.Professional(fact.Professional);
    }
}

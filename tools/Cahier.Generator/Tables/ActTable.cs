using Cahier.Generator.Lives;
using Cahier.Generator.Sinks;

namespace Cahier.Generator.Tables;

internal sealed class ActTable(IFactSink sink) : ChildTable<Act>(sink.Table(
    "act", ["beneficiary_id", "date", "nature", "code", "professional", "quantity", "base_amount", "amount", "excess_fee"]))
{
    protected override void WriteFact(in Act fact, DateOnly date)
    {
        Table.Date(date);
        Table.Text(fact.Kind.Nature);
        Table.Text(fact.Kind.Code);
        Table.Professional(fact.Professional);
        Table.Number(fact.Quantity);
        Table.Money(fact.Base);
        Table.Money(fact.Amount);
        Table.Money(fact.Excess);
    }
}

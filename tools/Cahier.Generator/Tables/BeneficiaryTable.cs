using Cahier.Generator.Lives;
using Cahier.Generator.Sinks;

namespace Cahier.Generator.Tables;

internal sealed class BeneficiaryTable(IFactSink sink)
{
    private readonly IFactTable table = sink.Table(
        "beneficiary", ["beneficiary_id", "birth_date", "sex", "death_date", "commune", "cmu_c", "ame", "nursing_home"]);

    public void Write(Life life)
    {
        var person = life.Person;
        table.Person(person.Number);
        table.Date(person.Birth);
        table.Text(person.Female ? "F" : "M");
        table.Date(life.Death <= life.LastDay ? life.Death : null);
        table.Commune(person.Commune);
        table.Boolean(person.ComplementaryCover);
        table.Boolean(person.StateAid);
        table.Boolean(person.NursingHome);
        table.EndRow();
    }
}

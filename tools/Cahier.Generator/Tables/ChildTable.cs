using Cahier.Generator.Lives;
using Cahier.Generator.Sinks;

namespace Cahier.Generator.Tables;

/// <summary>A table of dated facts under the beneficiary: in order, without what comes after the person's last day.</summary>
internal abstract class ChildTable<T>(IFactTable table)
    where T : struct
{
    protected IFactTable Table { get; } = table;

    public void Write(Life life, Dated<T> facts)
    {
        facts.Sort();
        var last = life.LastDay;
        for (var place = 0; place < facts.Count; place++)
        {
            ref readonly var fact = ref facts.At(place, out var date);
            if (date > last)
            {
                return;
            }

            Table.Person(life.Person.Number);
            WriteFact(fact, date);
            Table.EndRow();
        }
    }

    protected abstract void WriteFact(in T fact, DateOnly date);
}

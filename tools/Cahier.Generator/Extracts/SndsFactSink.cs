using Cahier.Generator.Sinks;

namespace Cahier.Generator.Extracts;

/// <summary>
/// Writes invented facts in the form of extracts of SNDS and PMSI, with what every extract has in it: lines that correct
/// others, and rows that a reader must remove. What these tables do not hold stands beside, in the form of the model.
/// </summary>
public sealed class SndsFactSink : IFactSink
{
    private readonly CsvFactSink files;
    private readonly PersonExtract person;
    private readonly StayExtract stays;
    private readonly CareExtract care;

    /// <param name="folder">A new or empty folder, or one that holds a former generated dataset, which will be replaced.</param>
    /// <exception cref="DatasetFolderException">The folder holds something else.</exception>
    public SndsFactSink(string folder)
    {
        files = new CsvFactSink(folder);
        person = new PersonExtract(files);
        stays = new StayExtract(files);
        care = new CareExtract(files, person);
    }

    public IFactTable Table(string entity, ReadOnlySpan<string> columns)
    {
        Action<Cells>? take = entity switch
        {
            "beneficiary" => person.TakeBeneficiary,
            "condition" => person.TakeCondition,
            "enrolment" => Beside(entity, columns, person.TakeEnrolment),
            "stay" => Beside(entity, columns, stays.Take),
            "act" => Beside(entity, columns, care.TakeAct),
            "dispensation" => care.TakeDispensation,
            _ => null,
        };
        return take is null ? files.Table(entity, columns) : new Cells(columns, take);
    }

    public void Complete(string statement) => files.Complete($"{statement} In the form of extracts of SNDS and PMSI.");

    public void Dispose() => files.Dispose();

    /// <summary>Rows that an extract does not take stand in a file of their own.</summary>
    private Action<Cells> Beside(string entity, ReadOnlySpan<string> columns, Func<Cells, bool> take)
    {
        var beside = files.Table(entity, columns);
        return cells =>
        {
            if (!take(cells))
            {
                beside.Write(cells.Row);
            }
        };
    }
}

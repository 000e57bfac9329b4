namespace Cahier.Generator.Lives;

/// <summary>All the facts of one person while they are invented; cleared for the next.</summary>
internal sealed class Life(PopulationOptions options)
{
    public PopulationOptions Options { get; } = options;

    public Person Person { get; private set; }

    /// <summary>The day of death, if within the period; facts after it are not written.</summary>
    public DateOnly? Death { get; private set; }

    public Dated<Stay> Stays { get; } = new();

    public Dated<Act> Acts { get; } = new();

    public Dated<Dispensation> Dispensations { get; } = new();

    public Dated<Condition> Conditions { get; } = new();

    public Dated<Enrolment> Enrolments { get; } = new();

    public Dated<Answer> Answers { get; } = new();

    public Dated<Screening> Screenings { get; } = new();

    /// <summary>The last day with facts: the death, or the end of the period.</summary>
    public DateOnly LastDay => Death is { } death && death < Options.LastDay ? death : Options.LastDay;

    public void Begin(in Person person)
    {
        Person = person;
        Death = null;
        Stays.Clear();
        Acts.Clear();
        Dispensations.Clear();
        Conditions.Clear();
        Enrolments.Clear();
        Answers.Clear();
        Screenings.Clear();
    }

    /// <summary>Records a death, unless the person died before.</summary>
    public void DiesOn(DateOnly day) => Death = Death is { } earlier && earlier < day ? earlier : day;

    public bool Has(Rooms.ConditionKind kind)
    {
        foreach (ref readonly var condition in Conditions.Added)
        {
            if (condition.Kind == kind)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether no stay covers any night between two days; a stay may begin the day another ends.</summary>
    public bool IsFree(DateOnly from, DateOnly to)
    {
        foreach (ref readonly var stay in Stays.Added)
        {
            if (from < stay.Exit && stay.Entry < to || from == stay.Entry)
            {
                return false;
            }
        }

        return true;
    }

    public void Add(in Stay stay) => Stays.Add(stay.Entry, stay);
}

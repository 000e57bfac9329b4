using Cahier.Generator.Lives;
using Cahier.Generator.Sinks;

namespace Cahier.Generator.Tables;

/// <summary>The tables of the root and of its children; one life at a time.</summary>
internal sealed class PersonTables(IFactSink sink)
{
    private readonly BeneficiaryTable beneficiaries = new(sink);
    private readonly StayTable stays = new(sink);
    private readonly ActTable acts = new(sink);
    private readonly DispensationTable dispensations = new(sink);
    private readonly ConditionTable conditions = new(sink);
    private readonly EnrolmentTable enrolments = new(sink);
    private readonly AnswerTable answers = new(sink);
    private readonly ScreeningTable screenings = new(sink);

    public void Write(Life life)
    {
        beneficiaries.Write(life);
        stays.Write(life);
        acts.Write(life, life.Acts);
        dispensations.Write(life, life.Dispensations);
        conditions.Write(life, life.Conditions);
        enrolments.Write(life, life.Enrolments);
        answers.Write(life, life.Answers);
        screenings.Write(life, life.Screenings);
    }
}

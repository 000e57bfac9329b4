using Cahier.Generator.Lives;
using Cahier.Generator.Sinks;

namespace Cahier.Generator.Tables;

internal sealed class ConditionTable(IFactSink sink) : ChildTable<Condition>(sink.Table(
    "condition", ["beneficiary_id", "icd10", "category", "start_date", "end_date"]))
{
    protected override void WriteFact(in Condition fact, DateOnly date)
    {
        Table.Text(fact.Icd10);
        Table.Text(fact.Kind.Code);
        Table.Date(date);
        Table.Date(fact.End);
    }
}

internal sealed class EnrolmentTable(IFactSink sink) : ChildTable<Enrolment>(sink.Table(
    "enrolment", ["beneficiary_id", "kind", "professional", "group", "establishment", "experiment", "start_date", "end_date"]))
{
    protected override void WriteFact(in Enrolment fact, DateOnly date)
    {
        Table.Text(fact.Kind);
        Table.Professional(fact.Professional);
        Table.Group(fact.Group);
        Table.Establishment(fact.Establishment);
        Table.Text(fact.Experiment);
        Table.Date(date);
        Table.Date(fact.End);
    }
}

internal sealed class AnswerTable(IFactSink sink) : ChildTable<Answer>(sink.Table(
    "answer", ["beneficiary_id", "questionnaire", "dimension", "moment", "date", "score"]))
{
    protected override void WriteFact(in Answer fact, DateOnly date)
    {
        Table.Text(fact.Questionnaire);
        Table.Text(fact.Dimension);
        Table.Text(fact.Moment);
        Table.Date(date);
        Table.Number(fact.Score);
    }
}

internal sealed class ScreeningTable(IFactSink sink) : ChildTable<Screening>(sink.Table(
    "screening", ["beneficiary_id", "kind", "date", "result", "treated"]))
{
    protected override void WriteFact(in Screening fact, DateOnly date)
    {
        Table.Text(fact.Kind);
        Table.Date(date);
        Table.Text(fact.Positive switch { true => "positive", false => "negative", null => null });
        Table.Boolean(fact.Treated);
    }
}

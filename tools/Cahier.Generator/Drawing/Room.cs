namespace Cahier.Generator.Drawing;

/// <summary>Each room of the generator draws from its own stream, so that a change in one leaves the others as they were.</summary>
internal enum Room
{
    Places = 1,
    Ages,
    Conditions,
    Deaths,
    Surgery,
    Hospital,
    Screenings,
    Questionnaires,
    TownActs,
    SurgeryCare,
    Drugs,
    Enrolments,
    Inclusions,
    Territories,
    ProgrammeResults,
    FollowUp,
    Preparation,
}

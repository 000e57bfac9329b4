using Cahier.Generator.Drawing;
using Cahier.Generator.Lives;
using Cahier.Generator.Sinks;

namespace Cahier.Generator.Rooms;

/// <summary>What follows an operation: rehabilitation or hospital at home, a readmission, a revision, chemotherapy.</summary>
internal static class Aftercare
{
    private static readonly Tariff Rehabilitation = Tariff.ByNight("0841A1", 24_500);
    private static readonly Tariff HospitalAtHome = Tariff.ByNight("GHT07", 21_000);
    private static readonly Tariff Chemotherapy = Tariff.Flat("28Z07Z", 9606, 40_500);

    private static readonly Weighted<Reason> Reasons = new(
        (18, new("T840", Tariff.Flat("08M361", 3031, 310_000), true, (2, 8))),
        (16, new("T845", Tariff.Flat("08M362", 3032, 520_000), true, (5, 20))),
        (12, new("I802", Tariff.Flat("05M061", 1831, 190_000), true, (1, 6))),
        (8, new("I269", Tariff.Flat("04M051", 1146, 360_000), true, (3, 10))),
        (13, new("N390", Tariff.Flat("11M041", 4116, 260_000), true, (2, 9))),
        (8, new("K922", Tariff.Flat("06M041", 2043, 240_000), true, (2, 8))),
        (15, new("Z094", Tariff.Flat("23M06Z", 7805, 90_000), false, (0, 2))),
        (10, new("H259", Tariff.Flat("02C05J", 461, 120_000), false, (0, 0))));

    public static void Invent(Life life, int place, in Course course, ref Draw draw)
    {
        ref readonly var index = ref life.Stays.Added[place];
        if (index.ExitMode == "death" || index.Operation is not { } operation)
        {
            return;
        }

        var exit = index.Exit;
        var hospital = index.Establishment;
        var again = course.Readmission ? exit.AddDays(draw.Between(3, 88)) : (DateOnly?)null;
        Discharge(life, place, operation, again ?? exit.AddDays(90), ref draw);
        if (again is { } day)
        {
            Readmit(life, day, hospital, ref draw);
        }

        if (course.Revision)
        {
            Surgery.Admit(life, Operations.Revision, new Course(), exit.AddDays(draw.Between(95, 180)), ref draw);
        }

        if (!course.OtherDiagnosis && draw.PerCent(operation.ChemotherapyPerCent))
        {
            Treat(life, exit.AddDays(draw.Between(20, 75)), hospital, ref draw);
        }
    }

    private static void Discharge(Life life, int place, Operation operation, DateOnly before, ref Draw draw)
    {
        var toRehabilitation = draw.PerCent(operation.RehabilitationPerCent);
        var toHome = draw.PerCent(3);
        ref var index = ref life.Stays.Added[place];
        var exit = index.Exit;
        var until = exit.AddDays(draw.Between(12, 35));
        until = until < before ? until : before;
        if ((!toRehabilitation && !toHome) || until.DayNumber - exit.DayNumber < 3 || !life.IsFree(exit, until))
        {
            return;
        }

        index.ExitMode = draw.PerCent(30) ? "mutation" : "transfer";
        index.ExitTo = toRehabilitation ? "ssr" : "had";
        var tariff = toRehabilitation ? Rehabilitation : HospitalAtHome;
        var sameHospital = index.ExitMode == "mutation";
        life.Add(new Stay
        {
            Kind = toRehabilitation ? StayKind.SSR : StayKind.HAD,
            Tariff = tariff,
            Establishment = sameHospital ? index.Establishment : Establishments.Rehabilitation(Places.RegionOf(life.Person.District), ref draw),
            Entry = exit,
            Exit = until,
            Cost = Noise(tariff.Worth(until.DayNumber - exit.DayNumber), ref draw),
            Diagnosis = draw.PerCent(30) ? null : "Z966",
            EntryMode = index.ExitMode,
        });
    }

    private static void Readmit(Life life, DateOnly entry, int hospital, ref Draw draw)
    {
        var reason = draw.Pick(Reasons);
        var exit = entry.AddDays(draw.Between(reason.Nights));
        if (!life.IsFree(entry, exit))
        {
            return;
        }

        life.Add(new Stay
        {
            Kind = StayKind.MCO,
            Tariff = reason.Tariff,
            Establishment = draw.PerCent(75) ? hospital : Establishments.Near(Places.RegionOf(life.Person.District), ref draw),
            Entry = entry,
            Exit = exit,
            Cost = Noise(reason.Tariff.Worth(exit.DayNumber - entry.DayNumber), ref draw),
            Diagnosis = draw.PerThousand(5) ? null : reason.Icd10,
            Emergency = reason.Complication && draw.PerCent(70),
            Planned = draw.PerThousand(8) ? null : !reason.Complication,
            Complication = draw.PerThousand(10) ? null : reason.Complication,
        });
    }

    private static void Treat(Life life, DateOnly first, int hospital, ref Draw draw)
    {
        var sessions = draw.Between(6, 12);
        for (var i = 0; i < sessions; i++)
        {
            var day = first.AddDays(14 * i);
            if (life.IsFree(day, day))
            {
                life.Add(Session(Chemotherapy, "Z511", hospital, day, ref draw));
            }
        }
    }

    /// <summary>A session: in and out the same day.</summary>
    internal static Stay Session(Tariff tariff, string diagnosis, int hospital, DateOnly day, ref Draw draw) => new()
    {
        Kind = StayKind.MCO,
        Tariff = tariff,
        Establishment = hospital,
        Entry = day,
        Exit = day,
        Cost = Noise(tariff.Worth(0), ref draw),
        Diagnosis = diagnosis,
        Planned = true,
        Complication = false,
    };

    internal static Cents Noise(Cents worth, ref Draw draw) => worth.PerThousand(draw.Between(970, 1_030));

    /// <summary>Why someone comes back: diagnosis, group, whether it is a complication, nights.</summary>
    private sealed record Reason(string Icd10, Tariff Tariff, bool Complication, (int, int) Nights);
}

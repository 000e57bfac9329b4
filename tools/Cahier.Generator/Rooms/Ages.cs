using Cahier.Generator.Drawing;
using Cahier.Generator.Lives;

namespace Cahier.Generator.Rooms;

/// <summary>Ages, sexes and homes. The pyramid has the shape of France's, rounded; bands are of ten years, the last is 90 and over.</summary>
internal static class Ages
{
    public const int Bands = 10;

    private static readonly Weighted<int> Pyramid = new(
        (110, 0), (124, 1), (115, 2), (125, 3), (129, 4), (132, 5), (120, 6), (90, 7), (46, 8), (9, 9));

    // Women per thousand, by band.
    private static readonly int[] Women = [489, 488, 497, 508, 505, 509, 524, 546, 610, 730];

    // Residents of nursing homes per thousand, by band.
    private static readonly int[] NursingHome = [0, 0, 0, 0, 0, 1, 5, 20, 90, 300];

    public static int Band(int age) => Math.Min(age / 10, Bands - 1);

    public static Person Draw(PopulationOptions options, long number)
    {
        var draw = new Draw(options.Seed, number, Room.Ages);
        var band = SetAside.For(number) is { } operation ? operation.Operation.UsualBand : draw.Pick(Pyramid);
        var age = (band * 10) + draw.Below(band == Bands - 1 ? 12 : 10);
        var district = Places.District(number);
        var commune = Places.Commune(district, ref draw);
        var poor = Places.IsPoor(options.Seed, commune);
        return new Person(
            number,
            options.FirstDay.AddYears(-age).AddDays(-draw.Below(365)),
            age,
            draw.PerThousand(Women[band]),
            district,
            draw.PerThousand(5) ? null : commune,
            draw.PerThousand(poor ? 180 : 80),
            draw.PerThousand(band is >= 2 and <= 5 ? 8 : 2),
            draw.PerThousand(8) ? null : draw.PerThousand(NursingHome[band]));
    }
}

using System.Globalization;
using System.Text;

namespace Cahier.Engine.Tests.Calculation;

/// <summary>Facts of <see cref="SampleRun.Model"/> made at random, with many of them missing. Each patient hangs from a seed of its own, and the hospitals from another.</summary>
internal sealed class SampleFacts
{
    private readonly StringBuilder text = new("hospital:\n");
    private ulong state;

    public static string Random(int seed, int patients) => Random(seed, Enumerable.Range(0, patients).Select(p => (p, seed)));

    public static string Random(int hospitals, IEnumerable<(int Patient, int Seed)> patients)
    {
        var facts = new SampleFacts();
        facts.AddHospitals(hospitals);
        facts.text.Append("patient:\n");
        foreach (var (patient, seed) in patients)
        {
            facts.AddPatient(patient, seed);
        }

        return facts.text.ToString();
    }

    private void AddHospitals(int seed)
    {
        state = unchecked((ulong)seed * 0x9E3779B97F4A7C15UL);
        for (var h = 0; h < 6; h++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - {{ hospital_id: H{h}{Maybe("region", Next(2) == 0 ? "north" : "south")}{Maybe("beds", Number(50000))} }}\n");
        }
    }

    private void AddPatient(int patient, int seed)
    {
        state = unchecked(((ulong)seed * 0x9E3779B97F4A7C15UL) + ((ulong)patient * 0xD1B54A32D192ED03UL));
        text.Append(CultureInfo.InvariantCulture, $"  - patient_id: P{patient}\n    birth_date: {Day(1930 + Next(85))}\n");
        text.Append(Next(4) == 0 ? "" : $"    risk: {Number(500)}\n").Append(Next(8) == 0 ? "" : $"    insured: {(Next(6) == 0 ? "false" : "true")}\n").Append("    stays:\n");
        for (var s = Next(5); s >= 0; s--)
        {
            text.Append(CultureInfo.InvariantCulture, $"      - {{ stay_id: P{patient}S{s}, entry_date: {Day(2019 + Next(2))}, nights: {Next(30)}{Maybe("exit_date", Day(2020))}{Maybe("mode", new[] { "home", "transfer", "emergency" }[Next(3)])}{Maybe("group", new[] { "Axz", "Ab", "Bz", "C" }[Next(4)])}{Maybe("cost", Number(150_000))}{Maybe("hospital", $"H{Next(6)}")} }}\n");
        }

        var visits = Next(4) == 0 ? 0 : Next(20) + 1;
        text.Append(visits == 0 ? "    visits: []\n" : "    visits:\n");
        for (var v = 0; v < visits; v++)
        {
            text.Append(CultureInfo.InvariantCulture, $"      - {{ name: v{v}{Maybe("day", Day(2019 + Next(2)))}{Maybe("fee", Number(9_000))} }}\n");
        }
    }

    private int Next(int below)
    {
        state = unchecked((state * 6364136223846793005UL) + 1442695040888963407UL);
        return (int)((state >> 33) % (ulong)below);
    }

    private string Day(int year) => string.Create(CultureInfo.InvariantCulture, $"{year}-{Next(12) + 1:00}-{Next(28) + 1:00}");

    private string Maybe(string field, string value) => Next(5) == 0 ? "" : $", {field}: {value}";

    private string Number(int below) => (Next(below) / 100m).ToString(CultureInfo.InvariantCulture);
}

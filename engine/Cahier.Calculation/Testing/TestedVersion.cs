using Cahier.Facts.Yaml;
using Cahier.Feel.Diagnostics;
using Cahier.Rules.Tests;
using Cahier.Rules.Versions;

namespace Cahier.Calculation.Testing;

/// <summary>Chooses the version for the period of a case: there must be one. Days for which it does not hold are no part of the run.</summary>
internal static class TestedVersion
{
    public static VersionPart? For(VersionCatalog catalog, TestCase test, DiagnosticBag mistakes)
    {
        var parts = catalog.During(test.Period.From, test.Period.To);
        if (parts is [var only])
        {
            return only;
        }

        var (cause, remedy) = parts.IsEmpty
            ? ($"no version of {catalog.Cahier} holds during {test.Period}", $"choose a period of one of them: {string.Join(", ", catalog.InForce.Select(v => $"{v.Version} from {v.Definition.AppliesFrom}"))}")
            : ($"several versions of {catalog.Cahier} hold during {test.Period}: {string.Join(", ", parts.Select(p => p.Entry.Version))}", "write version:, or choose a shorter period");
        mistakes.Add(DiagnosticCatalog.TestPeriod, test.PeriodText.Location, test.PeriodText.Text.Length, cause, remedy);
        return null;
    }
}

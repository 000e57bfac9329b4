using System.Globalization;
using Xunit;

namespace Cahier.House.Tests.Architecture;

/// <summary>The run in French is one: a comma in numbers, so that a text written without the invariant culture shows.</summary>
public sealed class CultureTests
{
    [Fact]
    public void Culture_OfTheRunInFrench_IsFrench()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("LC_ALL")?.StartsWith("fr_FR", StringComparison.Ordinal) == true, "for the run in French only, which .ci/run makes with LC_ALL=fr_FR.UTF-8");

        Assert.Equal("fr-FR", CultureInfo.CurrentCulture.Name);
        Assert.Equal("1,5", 1.5m.ToString(CultureInfo.CurrentCulture));
    }
}

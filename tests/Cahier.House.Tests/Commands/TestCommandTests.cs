using Cahier.Cli;
using Xunit;

namespace Cahier.House.Tests.Commands;

/// <summary>What <c>test</c> says at its end: how many cases passed, failed, or could not be run at all.</summary>
public sealed class TestCommandTests : IDisposable
{
    private const string Cases = """
        cahier: small
        period: 2020-01
        facts: { patient: [{ patient_id: P, old: false, stays: [{ stay_id: S, exit_date: 2020-01-05, hospital: H, cost: 100.50 }] }] }
        cases:
          - name: A tenth is paid
            expect: { decisions: { S: { status: included } }, values: { S: { paid: 10.05 } } }
        """;

    private readonly Place place = new();

    public TestCommandTests() => place.Write("rules/small/tests/cases.yaml", Cases);

    public void Dispose() => place.Dispose();

    [Theory]
    [InlineData("", "", "1 case passed, 0 failed", ExitCodes.Done)]
    [InlineData("stay.cost * share", "stay.cost * share * 2", "0 cases passed, 1 failed", ExitCodes.AuthorsMistake)]
    [InlineData("stay.cost * share", "stay.cots * share", "0 cases passed, 1 failed, 0 figures compared", ExitCodes.AuthorsMistake)]
    public async Task Cases_OfRules_PassFailOrAreNotRun(string text, string other, string closing, int expected)
    {
        if (text.Length > 0)
        {
            place.Replace("rules/small/1.yaml", text, other);
        }

        var (code, output, _) = await place.Run(TestContext.Current.CancellationToken, "test", place.At("rules"));

        Assert.True(output.Contains(closing, StringComparison.Ordinal), output);
        Assert.Equal(expected, code);
    }
}

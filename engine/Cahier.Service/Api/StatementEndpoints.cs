using System.Collections.Immutable;
using System.Globalization;
using Cahier.Calculation.Statements;
using Cahier.Service.Access;
using Cahier.Service.Requests;
using Cahier.Service.Settings;
using Cahier.Service.Stores;
using Cahier.Storage.Stores;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Cahier.Service.Api;

/// <summary>Settlement statements: what was paid, what is right now, and the difference. They are issued by <c>cahier statement --issue</c> only.</summary>
internal static class StatementEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/statements", All).WithSummary("Every statement that was issued.").Needs(Permission.ReadStatements);
        api.MapGet("/statements/{statement:long}", One).WithSummary("One statement, by participant and line; lines by page.").Needs(Permission.ReadStatements);
        api.MapGet("/cahiers/{cahier}/statement", Draft).WithSummary("The statement that could be issued now for a period.").Needs(Permission.ReadStatements);
    }

    private static Ok<ImmutableArray<IssuedAnswer>> All(StorePool stores) =>
        TypedResults.Ok(stores.Use(store => Settlement.All(store).Select(IssuedAnswer.Of).ToImmutableArray()));

    private static Ok<StatementAnswer> One(long statement, StorePool stores, ServiceSettings settings, long? after, int? take) =>
        Answer(stores.Use(store => Settlement.All(store).Any(s => s.Number == statement) ? Settlement.Find(store, statement) : throw Refusal.NoSuch("statement", "see /v1/statements for those there are")), settings, after, take);

    private static Ok<StatementAnswer> Draft(string cahier, StorePool stores, ServiceSettings settings, string? period, long? after, int? take)
    {
        var days = Query.Period(period);
        return Answer(stores.Use(store => Settlement.Draft(store, cahier, days)), settings, after, take);
    }

    private static Ok<StatementAnswer> Answer(SettledRun settled, ServiceSettings settings, long? after, int? take)
    {
        var (from, most) = (Query.After(after), Query.Take(take, settings.Limits.PageRows));
        var sums = settled.Statement.Sums;
        var page = sums.Skip((int)Math.Min(from, sums.Length)).Take(most).Select(SumAnswer.Of).ToImmutableArray();
        return TypedResults.Ok(new StatementAnswer(
            settled.Issued is { } issued ? IssuedAnswer.Of(issued) : null,
            settled.Cahier,
            settled.Period.ToString(),
            settled.Run.Id,
            [.. settled.Statement.Totals.Select(SumAnswer.Of)],
            page,
            from + page.Length < sums.Length ? from + page.Length : null));
    }
}

/// <summary>How a statement was issued.</summary>
internal sealed record IssuedAnswer(long Statement, string Cahier, string Period, long Run, string At, string By)
{
    public static IssuedAnswer Of(IssuedStatement issued) => new(issued.Number, issued.Cahier, issued.Period.ToString(), issued.Run, issued.At, issued.By);
}

/// <summary>Amounts taken together, as decimals in text.</summary>
/// <param name="Participant">Who is paid; null for all.</param>
/// <param name="Open">How many amounts cannot be said for a missing fact.</param>
internal sealed record SumAnswer(string? Participant, string? Line, string Currency, string Paid, string Right, string TopUp, string ClawBack, string Difference, int Open)
{
    public static SumAnswer Of(StatementSum sum) => new(sum.Participant, sum.Line, sum.Currency, Text(sum.Paid), Text(sum.Right), Text(sum.TopUp), Text(sum.ClawBack), Text(sum.Difference), sum.Open);

    private static string Text(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A statement.</summary>
/// <param name="Issued">How it was issued; null when it was not.</param>
/// <param name="Run">The run that is right.</param>
/// <param name="Next">What to ask for as after to go on; null at the end.</param>
internal sealed record StatementAnswer(IssuedAnswer? Issued, string Cahier, string Period, long Run, ImmutableArray<SumAnswer> Totals, ImmutableArray<SumAnswer> Lines, long? Next);

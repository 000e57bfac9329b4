using System.Collections.Immutable;
using System.Globalization;
using Cahier.Calculation.Output;
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

/// <summary>The results of a run, by page, or as the CSV file that <c>run --out</c> writes.</summary>
internal static class ResultEndpoints
{
    private const int RowsAtOnce = 5_000;

    public static void Map(IEndpointRouteBuilder api)
    {
        foreach (var table in ResultTable.All)
        {
            api.MapGet($"/runs/{{run:long}}/{table.Name}", (long run, StorePool stores, ServiceSettings settings, long? after, int? take, int? suppress_below) => Page(table, run, stores, settings, after, take, suppress_below))
                .WithSummary($"The {table.Name} of a run, by page.").Needs(Permission.ReadResults);
            api.MapGet($"/runs/{{run:long}}/{table.Name}.csv", (long run, StorePool stores, ServiceSettings settings, HttpContext context, int? suppress_below) => Stream(table, run, stores, settings, context, suppress_below))
                .WithSummary($"The {table.Name} of a run, all of them, as CSV.").Produces<string>(contentType: "text/csv").Needs(Permission.ReadResults);
        }
    }

    private static Ok<PageAnswer> Page(ResultTable table, long run, StorePool stores, ServiceSettings settings, long? after, int? take, int? suppressBelow)
    {
        var (from, most, few) = (Query.After(after), Query.Take(take, settings.Limits.PageRows), Few(settings, suppressBelow));
        var page = stores.Use(store => ResultPages.Read(store, RunEndpoints.Find(store, run), table, from, most));
        return TypedResults.Ok(new PageAnswer(table.Columns, [.. Suppression.Apply(table, page.Rows, few)], page.Next));
    }

    private static async Task Stream(ResultTable table, long run, StorePool stores, ServiceSettings settings, HttpContext context, int? suppressBelow)
    {
        var few = Few(settings, suppressBelow);
        var found = stores.Use(store => RunEndpoints.Find(store, run));
        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = string.Create(CultureInfo.InvariantCulture, $"attachment; filename=\"run-{run}-{table.Name}.csv\"");
        using var rows = new MemoryStream();
        var csv = new CsvWriter(rows, [.. table.Columns]);
        var isNumber = table.Columns.Select(c => table.Numbers.Contains(c)).ToArray();
        for (long? after = 0; after is { } place;)
        {
            // A page at a time: what is sent slowly holds neither the store nor the memory.
            var page = stores.Use(store => ResultPages.Read(store, found, table, place, RowsAtOnce));
            foreach (var row in Suppression.Apply(table, page.Rows, few))
            {
                Write(csv, row, isNumber);
            }

            csv.Flush();
            await context.Response.Body.WriteAsync(rows.GetBuffer().AsMemory(0, (int)rows.Length), context.RequestAborted).ConfigureAwait(false);
            rows.SetLength(0);
            after = page.Next;
        }
    }

    private static void Write(CsvWriter csv, string?[] row, bool[] isNumber)
    {
        for (var column = 0; column < row.Length; column++)
        {
            if (isNumber[column])
            {
                csv.Amount(row[column] is { } number ? decimal.Parse(number, NumberStyles.Number, CultureInfo.InvariantCulture) : null);
            }
            else
            {
                csv.Text(row[column]);
            }
        }

        csv.EndRow();
    }

    // What the settings say is the least: who asks may leave out more, and not less.
    private static int Few(ServiceSettings settings, int? asked) => asked is < 0
        ? throw Refusal.BadQuery("suppress_below", "it is a whole number, for example 11")
        : Math.Max(settings.SuppressBelow, asked ?? 0);
}

/// <summary>Some rows of a table.</summary>
/// <param name="Columns">As in the CSV file.</param>
/// <param name="Rows">The cells of each row, numbers as decimals in text; null is nothing.</param>
/// <param name="Next">What to ask for as after to go on; null at the end.</param>
internal sealed record PageAnswer(ImmutableArray<string> Columns, ImmutableArray<string?[]> Rows, long? Next);

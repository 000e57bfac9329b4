using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Cahier.Samples;

namespace Cahier.Cli.Benching;

/// <summary>A kind of request, with what is right to answer to it.</summary>
/// <param name="Name">What it asks.</param>
/// <param name="Share">How many of twenty requests are of this kind.</param>
/// <param name="Make">Makes the request of a number.</param>
/// <param name="Right">Whether an answer to the request of a number is right.</param>
internal sealed record ApiRequest(string Name, int Share, Func<int, HttpRequestMessage> Make, Func<int, HttpStatusCode, string, bool> Right)
{
    private const int Of = 20;

    /// <summary>Which kind the request of a number is.</summary>
    public static int KindOf(int number, ImmutableArray<ApiRequest> kinds)
    {
        // Kinds mixed through each twenty, so that every client asks all of them.
        var left = number * 7 % Of;
        for (var kind = 0; kind < kinds.Length; kind++)
        {
            left -= kinds[kind].Share;
            if (left < 0)
            {
                return kind;
            }
        }

        return 0;
    }

    /// <summary>The kinds: mostly cases, some reads, some that are refused.</summary>
    public static async Task<ImmutableArray<ApiRequest>> KindsAsync(HttpClient client, string key, Input[] inputs, CancellationToken cancellation)
    {
        string[] addresses = ["/v1/cahiers", "/v1/cahiers/ten-rules", "/v1/cahiers/ten-rules/versions/1/text", "/v1/ledger", "/v1/runs"];
        var read = new string[addresses.Length];
        for (var place = 0; place < addresses.Length; place++)
        {
            using var request = Request(HttpMethod.Get, addresses[place], key);
            using var response = await client.SendAsync(request, cancellation).ConfigureAwait(false);
            read[place] = response.EnsureSuccessStatusCode().StatusCode == HttpStatusCode.OK ? await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false) : "";
        }

        (HttpMethod Method, string Address, string? Key, string? Body, HttpStatusCode Status)[] refused =
        [
            (HttpMethod.Get, "/v1/runs", null, null, HttpStatusCode.Unauthorized),
            (HttpMethod.Get, "/v1/runs", key[..^1], null, HttpStatusCode.Unauthorized),
            (HttpMethod.Post, "/v1/runs", key, """{ "cahier": "ten-rules", "period": "2020" }""", HttpStatusCode.Forbidden),
            (HttpMethod.Get, "/v1/cahiers/..%2f..%2fetc", key, null, HttpStatusCode.NotFound),
            (HttpMethod.Post, "/v1/cahiers/ten-rules/cases", key, """{ "period": "2020", """, HttpStatusCode.BadRequest),
            (HttpMethod.Post, "/v1/cahiers/ten-rules/cases", key, """{ "period": "2020", "facts": { "input": [{ "id": "1", "age": "old" }] } }""", HttpStatusCode.UnprocessableEntity),
        ];
        return
        [
            new("a case", 14, n => Case(inputs[n % inputs.Length], key, null), (n, status, text) => status == HttpStatusCode.OK && IsJudged(inputs[n % inputs.Length], text)),
            new("a case, explained", 2, n => Case(inputs[n % inputs.Length], key, "text"), (n, status, text) => status == HttpStatusCode.OK && IsJudged(inputs[n % inputs.Length], text) && text.Contains("x.amount * x.risk > 500", StringComparison.Ordinal)),
            new("a read", 2, n => Request(HttpMethod.Get, addresses[n % addresses.Length], key), (n, status, text) => status == HttpStatusCode.OK && text == read[n % addresses.Length]),
            new("a refusal", 2, n => Request(refused[n % refused.Length].Method, refused[n % refused.Length].Address, refused[n % refused.Length].Key, refused[n % refused.Length].Body), (n, status, text) => status == refused[n % refused.Length].Status && text.Contains("\"urn:cahier:", StringComparison.Ordinal)),
        ];
    }

    /// <summary>Asks, and gives the answer when it is not right.</summary>
    public async Task<string?> AskAsync(HttpClient client, int number, CancellationToken cancellation)
    {
        using var request = Make(number);
        using var response = await client.SendAsync(request, cancellation).ConfigureAwait(false);
        var text = await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
        return Right(number, response.StatusCode, text) ? null : string.Create(CultureInfo.InvariantCulture, $"{Name}, request {number}: {(int)response.StatusCode} {text}");
    }

    private static HttpRequestMessage Case(Input input, string key, string? explain) => Request(
        HttpMethod.Post,
        "/v1/cahiers/ten-rules/cases",
        key,
        JsonSerializer.Serialize(new
        {
            period = "2020",
            explain,
            facts = new { input = new[] { new { id = input.Key, date = "2020-01-01", age = input.Age, condition = input.Condition, enrolled = input.Enrolled, days = input.Days, visits = input.Visits, amount = input.Amount, risk = input.Risk, opt_out = input.OptOut, region = input.Region } } },
        }));

    private static HttpRequestMessage Request(HttpMethod method, string address, string? key, string? body = null)
    {
        var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        return request;
    }

    private static bool IsJudged(Input input, string text)
    {
        var right = new bool[10];
        input.Judge(right);
        using var answer = JsonDocument.Parse(text);
        var unit = answer.RootElement.GetProperty("units")[0];
        var rules = unit.GetProperty("rules");
        var decision = !right[0] ? "not eligible" : right[1..].Any(r => r) ? "excluded" : "included";
        return unit.GetProperty("unit").GetString() == input.Key
            && unit.GetProperty("decision").GetString() == decision
            && right.Select((r, place) => rules.GetProperty(string.Create(CultureInfo.InvariantCulture, $"R{place + 1}")).GetBoolean() == r).All(same => same);
    }
}

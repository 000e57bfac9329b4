using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Cahier.Service.Tests.Serving;
using Xunit;

namespace Cahier.Service.Tests.Requests;

/// <summary>Requests that no honest program sends: each is refused, and nothing of it stands in an answer or a log.</summary>
public sealed class HostileRequestTests
{
    private const string Mark = "SECRETMARK";

    /// <summary>Requests as they go over the wire, each with the status that it is refused with.</summary>
    public static IReadOnlyList<(string Name, string Request, int Status)> Requests { get; } =
    [
        ("a way out of the folder", Get($"/v1/cahiers/..%2f..%2f{Mark}"), 404),
        ("a way out of the folder, plain", Get($"/v1/cahiers/../../{Mark}"), 404),
        ("a way out by a version", Get($"/v1/cahiers/nights/versions/..%2f..%2fschemas%2fmodel%2fward{Mark}/text"), 404),
        ("an absolute path", Get($"/v1/cahiers/%2fetc%2f{Mark}"), 404),
        ("a path of Windows", Get($"/v1/cahiers/C:%5C{Mark}"), 404),
        ("a NUL in the path", Get($"/v1/cahiers/nights%00{Mark}"), 400),
        ("a line break in the path", Get($"/v1/cahiers/nights%0d%0aX-Other:%20{Mark}"), 404),
        ("SQL in the path", Get($"/v1/cahiers/'%3BDROP%20TABLE%20run%3B--{Mark}"), 404),
        ("SQL as a number", Get($"/v1/runs/1%20OR%201=1{Mark}"), 404),
        ("SQL in the query", Get($"/v1/runs?after=1%20OR%201=1{Mark}"), 400),
        ("too many rows", Get("/v1/ledger?take=99999999"), 400),
        ("a number below nothing", Get("/v1/ledger?after=-5"), 400),
        ("a number too long", Get($"/v1/ledger?after={new string('9', 200)}"), 400),
        ("a language that is none", Get($"/v1/cahiers/nights/versions/1/document?language={Mark}"), 400),
        ("a method that is none", $"{Mark} /v1/cahiers HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 405),
        ("no HTTP", $"{Mark}\r\n\r\n", 400),
        ("a header without end", Get("/v1/cahiers", $"X-Long: {new string('x', 50_000)}{Mark}"), 431),
        ("no host", "GET /v1/cahiers HTTP/1.1\r\nConnection: close\r\n\r\n", 400),
        ("no JSON", Post("/v1/cahiers/nights/cases", $"{{ {Mark}"), 400),
        ("another kind of body", Post("/v1/cahiers/nights/cases", $"<a>{Mark}</a>", "text/xml"), 415),
        ("a deep body", Post("/v1/cahiers/nights/cases", new string('[', 10_000) + Mark), 400),
        ("deep facts", Post("/v1/cahiers/nights/cases", $$"""{ "period": "2019", "facts": {{string.Concat(Enumerable.Repeat("{\"a\":", 100))}}1{{new string('}', 100)}} }"""), 400),
        ("no UTF-8", Post("/v1/cahiers/nights/cases", "{ \"period\": \"\u00ff\" }", latin: true), 400),
        ("half a surrogate", Post("/v1/cahiers/nights/cases", """{ "period": "\ud800", "facts": {} }"""), 400),
        ("a name twice", Post("/v1/cahiers/nights/cases", $$"""{ "period": "2019", "period": "{{Mark}}", "facts": {} }"""), 400),
        ("a name that is none", Post("/v1/cahiers/nights/cases", $$"""{ "period": "2019", "facts": {}, "{{Mark}}": 1 }"""), 400),
        ("a period that is none", Post("/v1/cahiers/nights/cases", $$"""{ "period": "{{Mark}}", "facts": {} }"""), 400),
        ("rows without end", Post("/v1/cahiers/nights/cases", """{ "period": "2019", "facts": { "patient": [{ "patient_id": "P", "repeat": 99999, "stays": [{ "stay_id": "S", "entry_date": "2019-01-01", "nights": 1, "repeat": 99999 }] }] } }"""), 413),
        ("a body without end", Post("/v1/cahiers/nights/cases", new string(' ', 70_000) + Mark), 413),
        ("a body that says too little", Post("/v1/checks", "{}"), 400),
        ("a body of another kind", Post("/v1/checks", $$"""{ "cahier": 5, "version": "{{Mark}}", "text": "" }"""), 400),
        ("a cahier out of the folder", Post("/v1/checks", $$"""{ "cahier": "../{{Mark}}", "version": "1", "text": "" }"""), 400),
        ("a file out of the folder", Post("/v1/checks", $$"""{ "cahier": "nights", "version": "1", "text": "", "beside": { "../{{Mark}}": "" } }"""), 400),
        ("a way out of the folder, to publish", Post($"/v1/cahiers/..%2f..%2f{Mark}/versions/1/publication", "{}"), 404),
        ("a version out of the folder, to publish", Post($"/v1/cahiers/nights/versions/..%2fnights%2f1{Mark}/publication", "{}"), 404),
        ("a release without a reason", Post("/v1/runs/1/release", "{}"), 400),
        ("a release with an empty reason", Post("/v1/runs/1/release", """{ "reason": " " }"""), 400),
        ("a release with a reason without end", Post("/v1/runs/1/release", $$"""{ "reason": "{{Mark}}{{new string('x', 5_000)}}" }"""), 400),
        ("nothing", Post("/v1/runs", "null"), 400),
        ("a share that is none", Post("/v1/runs", """{ "cahier": "nights", "period": "2019", "max_rejected": 1e27 }"""), 400),
    ];

    // What the web server refuses before it is a request has no answer but its status.
    private static readonly string[] FromServer = ["a NUL in the path", "no HTTP", "a header without end", "no host"];

    [Fact]
    public async Task Requests_Hostile_AreRefusedAndNotRepeated()
    {
        using var place = new Place();
        place.Load();
        await using var served = await Served.StartAsync(place, "limits: { body: 65536 }");
        foreach (var (name, request, status) in Requests)
        {
            var (answer, said) = (await SendAsync(served.Address, request), string.Create(CultureInfo.InvariantCulture, $" {status} "));
            Assert.True(await served.SaysAsync(said, times: Requests.TakeWhile(r => r.Name != name).Count(r => r.Status == status) + 1), $"{name} is not in the log");
            Assert.True(answer.StartsWith(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} "), StringComparison.Ordinal), $"{name}: {answer[..Math.Min(300, answer.Length)]}");
            Assert.True(answer.Contains("application/problem+json", StringComparison.Ordinal) || FromServer.Contains(name), $"{name} is not answered as a problem: {answer}");
            Assert.False(name != "a name that is none" && answer.Contains(Mark, StringComparison.Ordinal), $"{name} is repeated: {answer}");
        }

        Assert.DoesNotContain(Mark, served.Said, StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await served.GetAsync("/health/ready")).Status);
    }

    private static string Get(string path, string? header = null) => $"GET {path} HTTP/1.1\r\nHost: localhost\r\n{(header is null ? "" : header + "\r\n")}Connection: close\r\n\r\n";

    private static string Post(string path, string body, string type = "application/json", bool latin = false) =>
        string.Create(CultureInfo.InvariantCulture, $"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {type}\r\nContent-Length: {(latin ? body.Length : Encoding.UTF8.GetByteCount(body))}\r\nConnection: close\r\n\r\n{body}");

    private static async Task<string> SendAsync(Uri address, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        await using var stream = client.GetStream();
        try
        {
            await stream.WriteAsync(request.Contains('\u00ff', StringComparison.Ordinal) ? Encoding.Latin1.GetBytes(request) : Encoding.UTF8.GetBytes(request));
        }
        catch (IOException)
        {
            // It may answer before it has read all, and cut the connection.
        }

        using var answer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(answer);
        }
        catch (IOException)
        {
        }

        return Encoding.UTF8.GetString(answer.ToArray());
    }
}

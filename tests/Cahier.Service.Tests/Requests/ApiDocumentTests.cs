using System.Text.Json;
using Cahier.Service.Tests.Serving;
using Xunit;

namespace Cahier.Service.Tests.Requests;

/// <summary>The document of the API, from which others make their programs.</summary>
public sealed class ApiDocumentTests
{
    [Fact]
    public async Task Document_SaysOfEachAddressWithWhatOneAsks_AndHowItRefuses()
    {
        using var place = new Place();
        await using var served = await Served.StartAsync(place);
        var document = (await served.GetAsync("/openapi/v1.json")).Json;

        Assert.Equal("Cahier", document.GetProperty("info").GetProperty("title").GetString());
        Assert.Equal("bearer", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("key").GetProperty("scheme").GetString());
        Assert.Equal("key", Assert.Single(Assert.Single(document.GetProperty("security").EnumerateArray()).EnumerateObject()).Name);
        var asked = document.GetProperty("paths").EnumerateObject().Where(p => p.Name.StartsWith("/v1/", StringComparison.Ordinal)).SelectMany(p => p.Value.EnumerateObject(), (p, method) => (Path: p.Name, method.Value)).ToList();
        Assert.True(asked.Count > 20, "addresses are missing");
        foreach (var (path, operation) in asked)
        {
            string[] refusals = path.Contains('{', StringComparison.Ordinal) ? ["400", "401", "403", "404", "503"] : ["400", "401", "403", "503"];
            Assert.All(refusals, status => Assert.True(IsProblem(operation.GetProperty("responses"), status), $"{path} does not say {status}"));
        }
    }

    private static bool IsProblem(JsonElement responses, string status) => responses.TryGetProperty(status, out var response) && response.GetProperty("content").TryGetProperty("application/problem+json", out _);
}

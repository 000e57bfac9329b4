using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Cahier.Service.Requests;

/// <summary>Reads the body of a request, and refuses what it cannot be without repeating it.</summary>
internal static class Body
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The body as text.</summary>
    /// <exception cref="Refusal">It is not said to be JSON, or is no UTF-8.</exception>
    public static async Task<string> ReadTextAsync(HttpRequest request)
    {
        if (!request.HasJsonContentType())
        {
            throw Refusal.NotJson();
        }

        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, request.HttpContext.RequestAborted).ConfigureAwait(false);
        try
        {
            return Strict.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
        }
        catch (DecoderFallbackException)
        {
            throw Refusal.BadBody("the body is not UTF-8");
        }
    }

    /// <summary>The body as something that is known.</summary>
    /// <exception cref="Refusal">It is not that.</exception>
    public static async Task<T> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type)
    {
        var text = await ReadTextAsync(request).ConfigureAwait(false);
        try
        {
            return JsonSerializer.Deserialize(text, type) ?? throw Refusal.BadBody("the body says nothing");
        }
        catch (JsonException problem)
        {
            // Its message may repeat what was sent.
            throw Refusal.BadBody(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"the body is not as it must be in line {problem.LineNumber + 1}"));
        }
    }
}

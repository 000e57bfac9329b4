using System.Text.Encodings.Web;
using System.Text.Json;

namespace Cahier.Service.Api;

/// <summary>How answers are written as JSON.</summary>
internal static class Answers
{
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.TypeInfoResolverChain.Insert(0, ApiJson.Default);
    }
}

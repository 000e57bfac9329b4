using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cahier.Calculation.Output;

/// <summary>Writes and reads summaries as JSON by code made when the engine is built: finding out at run time how takes longer than a small run.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RunSummary))]
internal sealed partial class SummaryJson : JsonSerializerContext
{
    private static readonly JsonWriterOptions AsWritten = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlySpan<byte> Write(RunSummary summary)
    {
        var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, AsWritten))
        {
            Default.RunSummarySerializeHandler(writer, summary);
        }

        return stream.GetBuffer().AsSpan(0, (int)stream.Length);
    }

    public static RunSummary? Read(string text) => JsonSerializer.Deserialize(text, Default.RunSummary);
}

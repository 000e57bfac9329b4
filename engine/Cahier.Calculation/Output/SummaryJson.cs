using System.Text.Json.Serialization;

namespace Cahier.Calculation.Output;

/// <summary>How a summary is written as JSON, made when the engine is built: finding it out at run time takes longer than a small run.</summary>
[JsonSerializable(typeof(RunSummary))]
internal sealed partial class SummaryJson : JsonSerializerContext;

using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Cahier.Service.Api;

namespace Cahier.Service.Requests;

/// <summary>What is wrong with a request, as RFC 9457 has it.</summary>
/// <param name="Type">Short and stable, for programs.</param>
/// <param name="Title">What is wrong, for people.</param>
/// <param name="Status">The status of HTTP.</param>
/// <param name="Detail">What to do about it.</param>
internal sealed record ProblemAnswer(string Type, string Title, int Status, string Detail)
{
    /// <summary>What is wrong with a text, place by place.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ImmutableArray<DiagnosticAnswer> Diagnostics { get; init; }

    /// <summary>By what a fault of ours is found in the log.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Fault { get; init; }

    public static ProblemAnswer Of(Refusal refusal) => new($"urn:cahier:{refusal.Kind}", refusal.Message, refusal.Status, refusal.Remedy)
    {
        Diagnostics = refusal.Diagnostics.IsEmpty ? default : DiagnosticAnswer.Of(refusal.Diagnostics),
    };
}

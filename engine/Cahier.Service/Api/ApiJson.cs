using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Cahier.Service.Cases;
using Cahier.Service.Health;
using Cahier.Service.Requests;

namespace Cahier.Service.Api;

/// <summary>Writes and reads what requests hold, by code made when the service is built.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectRequiredConstructorParameters = false)]
[JsonSerializable(typeof(ProblemAnswer))]
[JsonSerializable(typeof(CahierAnswer))]
[JsonSerializable(typeof(ImmutableArray<CahierAnswer>))]
[JsonSerializable(typeof(VersionAnswer))]
[JsonSerializable(typeof(DraftRequest))]
[JsonSerializable(typeof(CheckAnswer))]
[JsonSerializable(typeof(CaseRequest))]
[JsonSerializable(typeof(CaseAnswer))]
[JsonSerializable(typeof(SimulationAnswer))]
[JsonSerializable(typeof(RunRequest))]
[JsonSerializable(typeof(ReleaseRequest))]
[JsonSerializable(typeof(RunAnswer))]
[JsonSerializable(typeof(RunsAnswer))]
[JsonSerializable(typeof(OrderAnswer))]
[JsonSerializable(typeof(PageAnswer))]
[JsonSerializable(typeof(LedgerAnswer))]
[JsonSerializable(typeof(ImmutableArray<IssuedAnswer>))]
[JsonSerializable(typeof(StatementAnswer))]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(long?))]
[JsonSerializable(typeof(int?))]
internal sealed partial class ApiJson : JsonSerializerContext;

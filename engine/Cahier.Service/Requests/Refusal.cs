using System.Collections.Immutable;
using System.Globalization;
using Cahier.Feel.Diagnostics;
using Cahier.Service.Access;
using Microsoft.AspNetCore.Http;

namespace Cahier.Service.Requests;

/// <summary>A request that is not carried out, for a reason that lies with it or with what it asks about. Holds nothing of what was sent but in diagnostics.</summary>
/// <param name="status">The status of HTTP.</param>
/// <param name="kind">Short and stable, for programs and logs.</param>
/// <param name="title">What is wrong, for people.</param>
/// <param name="remedy">What to do about it.</param>
internal sealed class Refusal(int status, string kind, string title, string remedy) : Exception(title)
{
    public int Status { get; } = status;

    public string Kind { get; } = kind;

    public string Remedy { get; } = remedy;

    /// <summary>What is wrong with a text, place by place.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];

    public static Refusal NotKnown() => new(StatusCodes.Status401Unauthorized, "not-known", "the request says neither by a key nor by a token who asks", "send the header Authorization: Bearer, and a key that cahier serve keys add made or a token of the provider");

    public static Refusal NotAllowed(Role least) => new(StatusCodes.Status403Forbidden, "not-allowed", $"only the role {Roles.Word(least)}, or one that may do more, may do this", "ask with a key of that role");

    public static Refusal NoSuch(string what, string remedy) => new(StatusCodes.Status404NotFound, "no-such", $"there is no such {what}", remedy);

    public static Refusal NoSuchAddress() => new(StatusCodes.Status404NotFound, "no-such-address", "the service has nothing at this address", "see /openapi/v1.json for what it has");

    public static Refusal NoSuchMethod() => new(StatusCodes.Status405MethodNotAllowed, "no-such-method", "the address does not answer to this method", "see /openapi/v1.json for what it has");

    public static Refusal BadBody(string title, params ImmutableArray<Diagnostic> diagnostics) => new(StatusCodes.Status400BadRequest, "bad-body", title, "see /openapi/v1.json for what it must be") { Diagnostics = diagnostics };

    public static Refusal BadQuery(string name, string wanted) => new(StatusCodes.Status400BadRequest, "bad-query", $"{name} is not as it must be", wanted);

    public static Refusal NotJson() => new(StatusCodes.Status415UnsupportedMediaType, "not-json", "the body is not said to be JSON", "send the header Content-Type: application/json");

    public static Refusal BodyTooLong(int most) => new(StatusCodes.Status413PayloadTooLarge, "body-too-long", string.Create(CultureInfo.InvariantCulture, $"the body is longer than {most} bytes"), "send less, or let limits.body of the settings allow more");

    public static Refusal TooManyRows(int most) => new(StatusCodes.Status413PayloadTooLarge, "too-many-rows", string.Create(CultureInfo.InvariantCulture, $"the case has more than {most} rows of facts"), "send one unit with what it hangs from; load more into a store");

    public static Refusal TooLong(TimeSpan most) => new(StatusCodes.Status503ServiceUnavailable, "too-long", string.Create(CultureInfo.InvariantCulture, $"it took longer than {most.TotalSeconds} seconds, or others had to be waited for"), "ask again later, or for less");

    /// <summary>Something is wrong with the text of rules or facts that the request is about.</summary>
    public static Refusal Mistakes(string title, IEnumerable<Diagnostic> diagnostics) => new(StatusCodes.Status422UnprocessableEntity, "mistakes", title, "put right what the diagnostics say") { Diagnostics = [.. diagnostics] };
}

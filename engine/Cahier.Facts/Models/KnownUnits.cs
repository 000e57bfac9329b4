using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Cahier.Facts.Forms;
using Cahier.Feel.Checking;
using Cahier.Feel.Types;

namespace Cahier.Facts.Models;

/// <summary>The names of units that may be used: those of Cahier, and those a model declares under <c>units</c>.</summary>
internal sealed class KnownUnits(IEnumerable<string> declared)
{
    private static readonly ImmutableArray<string> Everywhere =
    [
        "EUR", "USD", "GBP", "SEK", "AUD", "minute", "hour", "day", "week", "month", "year", "patient", "beneficiary",
        "person", "professional", "point", "stay", "act", "session", "visit", "consultation", "box", "question", "discharge", "bed",
    ];

    private readonly ImmutableSortedSet<string> names = [.. Everywhere.Concat(declared).ToImmutableSortedSet(StringComparer.Ordinal)];

    public bool TryRead(string text, [NotNullWhen(true)] out Unit? unit) =>
        Unit.TryParse(text, out unit) && Unknown(text) is null;

    public string Suggest(string text) => Unknown(text) is { } unknown && Suggestions.Nearest(unknown, names) is { } nearest
        ? $"did you mean {nearest}?"
        : $"use {string.Join(", ", names)}, %, 1, or several of them as in EUR/day; or declare the name under 'units' of the model";

    private string? Unknown(string text) =>
        text.Split(['/', '*', ' '], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(n => n is not ("1" or "%") && !names.Contains(n));
}

using System.Globalization;

namespace Cahier.Feel.Syntax;

/// <summary>Words that people bring from their own language, spreadsheets or programs, each with what to write here.</summary>
internal static class ForeignWords
{
    // A word of the language stands for itself in capitals.
    private static readonly Dictionary<string, string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["and"] = "and", ["et"] = "and",
        ["or"] = "or", ["ou"] = "or",
        ["if"] = "if", ["si"] = "if", ["when"] = "if",
        ["then"] = "then", ["alors"] = "then",
        ["else"] = "else", ["sinon"] = "else", ["otherwise"] = "else",
        ["in"] = "in", ["dans"] = "in", ["parmi"] = "in",
        ["between"] = "between", ["entre"] = "between",
        ["is"] = "=", ["est"] = "=", ["equals"] = "=",
        ["true"] = "true", ["vrai"] = "true", ["oui"] = "true", ["yes"] = "true",
        ["false"] = "false", ["faux"] = "false", ["non"] = "false", ["no"] = "false",
        ["null"] = "null", ["nul"] = "null", ["none"] = "null", ["nil"] = "null", ["vide"] = "null", ["missing"] = "null", ["manquant"] = "null",
    };

    // Words that no single word of the language replaces.
    private static readonly Dictionary<string, string> Phrases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["elseif"] = "else if", ["elsif"] = "else if", ["elif"] = "else if",
        ["end"] = "nothing: an expression needs no closing word", ["endif"] = "nothing: an expression needs no closing word",
        ["like"] = "starts with(text, \"…\"), ends with(text, \"…\") or contains(text, \"…\")",
        ["contains"] = "contains(text, \"…\"), or list contains(list, value)",
        ["of"] = "count(list[condition]) for how many, sum(list.field) for how much",
        ["where"] = "list[condition]",
        ["xor"] = "a != b",
        ["mod"] = "modulo(a, b)",
    };

    private static readonly Dictionary<string, string> Functions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["si"] = "write if condition then value else value", ["iif"] = "write if condition then value else value", ["ifs"] = "write if … then … else if … then … else …",
        ["if"] = "write if condition then value else value", ["and"] = "write a and b", ["or"] = "write a or b",
        ["et"] = "write a and b", ["ou"] = "write a or b", ["non"] = "write not(…)",
        ["somme"] = "write sum(…)", ["total"] = "write sum(…)", ["moyenne"] = "write mean(…)", ["average"] = "write mean(…)", ["avg"] = "write mean(…)", ["mediane"] = "write median(…)", ["médiane"] = "write median(…)",
        ["nb"] = "write count(…)", ["nbval"] = "write count(…)", ["size"] = "write count(…) for a list, string length(…) for a text", ["len"] = "write count(…) for a list, string length(…) for a text", ["length"] = "write count(…) for a list, string length(…) for a text", ["nbcar"] = "write string length(…)",
        ["countif"] = "write count(list[condition])", ["sumif"] = "write sum(list[condition].field)",
        ["arrondi"] = "write round half up(number, scale); an amount is rounded by round:", ["round"] = "write round half up(number, scale); an amount is rounded by round:",
        ["annee"] = "write date.year", ["année"] = "write date.year", ["year"] = "write date.year", ["mois"] = "write date.month", ["month"] = "write date.month", ["jour"] = "write date.day", ["day"] = "write date.day",
        ["datedif"] = "write later - earlier for days, years and months duration(earlier, later).years for years", ["datediff"] = "write later - earlier for days, years and months duration(earlier, later).years for years",
        ["aujourdhui"] = "use the unit's date, period.start or period.end",
        ["isnull"] = "write fact = null", ["isblank"] = "write fact = null", ["estvide"] = "write fact = null",
        ["coalesce"] = "write get or else(fact, value)", ["nvl"] = "write get or else(fact, value)", ["ifnull"] = "write get or else(fact, value)", ["sierreur"] = "write get or else(fact, value)", ["iferror"] = "write get or else(fact, value)",
        ["concatener"] = "join texts with +", ["concat"] = "join texts with +; for lists write concatenate(…)",
        ["gauche"] = "write substring(text, 1, length)", ["left"] = "write substring(text, 1, length)", ["startswith"] = "write starts with(text, \"…\")", ["endswith"] = "write ends with(text, \"…\")",
        ["exists"] = "write some item in list satisfies condition", ["any"] = "write some item in list satisfies condition", ["all"] = "write every item in list satisfies condition",
    };

    /// <summary>What to write for a word, and the token that was meant when it is one.</summary>
    public static (string Remedy, Token? Instead)? Find(Token word)
    {
        if (word.Kind != TokenKind.Word)
        {
            return null;
        }

        if (Words.TryGetValue(word.Text, out var instead) && instead != word.Text)
        {
            return ($"write {instead}", new Token(instead == "=" ? TokenKind.Sign : TokenKind.Word, instead, word.Span));
        }

        return Phrases.TryGetValue(word.Text, out var phrase) ? ($"write {phrase}", null) : null;
    }

    /// <summary>What to write for a function of a spreadsheet or program, or none.</summary>
    public static string? Function(string name) => Functions.GetValueOrDefault(name);

    /// <summary>The duration that a number and a word such as <c>days</c> mean, or none.</summary>
    public static string? Duration(string number, string word) => word.ToLowerInvariant() switch
    {
        "jour" or "jours" or "j" or "day" or "days" or "d" => $"P{number}D",
        "semaine" or "semaines" or "week" or "weeks" when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var weeks) && weeks < 10_000 => string.Create(CultureInfo.InvariantCulture, $"P{weeks * 7}D"),
        "mois" or "month" or "months" => $"P{number}M",
        "an" or "ans" or "année" or "années" or "year" or "years" => $"P{number}Y",
        "heure" or "heures" or "h" or "hour" or "hours" => $"PT{number}H",
        _ => null,
    };
}

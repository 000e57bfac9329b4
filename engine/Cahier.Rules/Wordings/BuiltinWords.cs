using System.Collections.Frozen;

namespace Cahier.Rules.Wordings;

/// <summary>
/// The words for the functions of the language and for the properties of its values. A function that takes more or fewer
/// arguments has a sentence for each number of them, as <c>floor/2</c>; the last place of a sentence takes all arguments
/// that are left. What is true or false is a statement, all else a noun.
/// </summary>
internal static class BuiltinWords
{
    private static readonly FrozenDictionary<string, (string English, string French)> Sentences = new (string Name, string English, string French)[]
    {
        // Numbers
        ("abs", "the absolute value of {0}", "la valeur absolue de {0}"),
        ("ceiling", "{0} rounded up to a whole number", "l'arrondi par excès de {0} à l'entier"),
        ("ceiling/2", "{0} rounded up to {1} decimals", "l'arrondi par excès de {0} à {1} décimales"),
        ("decimal", "{0} rounded half to even to {1} decimals", "l'arrondi de {0} à {1} décimales (demi au pair)"),
        ("even", "{0} is even", "{0} est un nombre pair"),
        ("exp", "the exponential of {0}", "l'exponentielle de {0}"),
        ("floor", "{0} rounded down to a whole number", "l'arrondi par défaut de {0} à l'entier"),
        ("floor/2", "{0} rounded down to {1} decimals", "l'arrondi par défaut de {0} à {1} décimales"),
        ("log", "the natural logarithm of {0}", "le logarithme naturel de {0}"),
        ("modulo", "the remainder of {0} divided by {1}", "le reste de {0} divisé par {1}"),
        ("odd", "{0} is odd", "{0} est un nombre impair"),
        ("round down/whole", "{0} rounded towards zero to a whole number", "l'arrondi de {0} vers zéro à l'entier"),
        ("round half down/whole", "{0} rounded half down to a whole number", "l'arrondi de {0} à l'entier (demi vers zéro)"),
        ("round half up/whole", "{0} rounded half up to a whole number", "l'arrondi de {0} à l'entier (demi supérieur)"),
        ("round up/whole", "{0} rounded away from zero to a whole number", "l'arrondi de {0} en s'éloignant de zéro à l'entier"),
        ("decimal/whole", "{0} rounded half to even to a whole number", "l'arrondi de {0} à l'entier (demi au pair)"),
        ("round down", "{0} rounded towards zero to {1} decimals", "l'arrondi de {0} vers zéro à {1} décimales"),
        ("round half down", "{0} rounded half down to {1} decimals", "l'arrondi de {0} à {1} décimales (demi vers zéro)"),
        ("round half up", "{0} rounded half up to {1} decimals", "l'arrondi de {0} à {1} décimales (demi supérieur)"),
        ("round up", "{0} rounded away from zero to {1} decimals", "l'arrondi de {0} en s'éloignant de zéro à {1} décimales"),
        ("sqrt", "the square root of {0}", "la racine carrée de {0}"),

        // Lists
        ("all", "whether all hold of {0}", "le fait que tout soit vrai de {0}"),
        ("any", "whether any holds of {0}", "le fait que l'un au moins soit vrai de {0}"),
        ("append", "{0} with {1} added at the end", "{0} avec {1} en plus à la fin"),
        ("concatenate", "the items of {0} in one list", "les éléments de {0} en une seule liste"),
        ("count", "the number of items in {0}", "le nombre d'éléments dans {0}"),
        ("distinct values", "the different values of {0}", "les différentes valeurs de {0}"),
        ("flatten", "all items of {0}, inner lists laid out", "tous les éléments de {0}, listes intérieures comprises"),
        ("index of", "the positions of {1} in {0}", "les positions de {1} dans {0}"),
        ("insert before", "{0} with {2} put in before position {1}", "{0} avec {2} avant la position {1}"),
        ("list contains", "{1} is among {0}", "{1} figure dans {0}"),
        ("list replace", "{0} with {2} in the place of {1}", "{0} avec {2} à la place de {1}"),
        ("max", "the largest of {0}", "la plus grande valeur parmi {0}"),
        ("mean", "the mean of {0}", "la moyenne de {0}"),
        ("median", "the median of {0}", "la médiane de {0}"),
        ("min", "the smallest of {0}", "la plus petite valeur parmi {0}"),
        ("mode", "the most frequent values of {0}", "les valeurs les plus fréquentes de {0}"),
        ("product", "the product of {0}", "le produit de {0}"),
        ("remove", "{0} without position {1}", "{0} sans la position {1}"),
        ("reverse", "{0} in reverse order", "{0} en ordre inverse"),
        ("sort", "{0} sorted by {1}", "{0} dans l'ordre que donne {1}"),
        ("stddev", "the standard deviation of {0}", "l'écart-type de {0}"),
        ("sublist", "{0} from position {1} on", "{0} à partir de la position {1}"),
        ("sublist/3", "{2} items of {0} from position {1} on", "{2} éléments de {0} à partir de la position {1}"),
        ("sum", "the sum of {0}", "la somme de {0}"),
        ("union", "the different items of {0}", "les différents éléments de {0}"),

        // Texts
        ("contains", "{0} contains {1}", "{0} contient {1}"),
        ("ends with", "{0} ends with {1}", "{0} finit par {1}"),
        ("lower case", "{0} in small letters", "{0} en minuscules"),
        ("matches", "{0} has the form {1}", "{0} a la forme {1}"),
        ("matches/3", "{0} has the form {1} (options {2})", "{0} a la forme {1} (options {2})"),
        ("replace", "{0} with {2} in the place of what has the form {1}", "{0} avec {2} à la place de ce qui a la forme {1}"),
        ("replace/4", "{0} with {2} in the place of what has the form {1} (options {3})", "{0} avec {2} à la place de ce qui a la forme {1} (options {3})"),
        ("split", "the parts of {0} between {1}", "les parties de {0} entre {1}"),
        ("starts with", "{0} begins with {1}", "{0} commence par {1}"),
        ("string", "{0} as a text", "{0} en texte"),
        ("string join", "the texts of {0}, one after the other", "les textes de {0} l'un après l'autre"),
        ("string join/2", "the texts of {0}, with {1} between them", "les textes de {0} avec {1} entre eux"),
        ("string length", "the length of {0}", "la longueur de {0}"),
        ("substring", "{0} from character {1} on", "{0} à partir du caractère {1}"),
        ("substring/3", "{2} characters of {0} from character {1} on", "{2} caractères de {0} à partir du caractère {1}"),
        ("substring after", "what follows {1} in {0}", "ce qui suit {1} dans {0}"),
        ("substring before", "what comes before {1} in {0}", "ce qui précède {1} dans {0}"),
        ("upper case", "{0} in capital letters", "{0} en majuscules"),

        // Dates, times and durations
        ("date", "the date {0}", "la date {0}"),
        ("date/3", "the day of the year {0}, month {1}, day {2}", "le jour de l'année {0}, mois {1}, jour {2}"),
        ("date and time", "the date and time {0}", "la date et l'heure {0}"),
        ("date and time/2", "{0} at {1}", "{0} à l'heure {1}"),
        ("day of week", "the day of the week of {0}", "le jour de la semaine de {0}"),
        ("day of year", "the day of {0} in its year", "le quantième de {0} dans l'année"),
        ("duration", "the duration {0}", "la durée {0}"),
        ("month of year", "the month of {0}", "le mois de {0}"),
        ("now", "now", "maintenant"),
        ("time", "the time {0}", "l'heure {0}"),
        ("time/3", "the time of {0} hours, {1} minutes and {2} seconds", "l'heure de {0} heures, {1} minutes et {2} secondes"),
        ("time/4", "the time of {0} hours, {1} minutes and {2} seconds, offset {3}", "l'heure de {0} heures, {1} minutes et {2} secondes, décalage {3}"),
        ("today", "today", "aujourd'hui"),
        ("week of year", "the week of {0} in its year", "la semaine de {0} dans l'année"),
        ("years and months duration", "the length in whole years and months from {0} to {1}", "la durée en années et mois révolus entre {0} et {1}"),

        // Ranges
        ("after", "{0} comes after {1}", "{0} vient après {1}"),
        ("before", "{0} comes before {1}", "{0} vient avant {1}"),
        ("coincides", "{0} coincides with {1}", "{0} coïncide avec {1}"),
        ("during", "{0} lies within {1}", "{0} se situe dans {1}"),
        ("finished by", "{0} ends with {1}", "{0} se termine par {1}"),
        ("finishes", "{0} ends {1}", "{0} termine {1}"),
        ("includes", "{0} includes {1}", "{0} contient {1}"),
        ("meets", "{0} touches {1}, which follows", "{0} touche {1} qui suit"),
        ("met by", "{0} touches {1}, which comes before", "{0} touche {1} qui précède"),
        ("overlaps", "{0} overlaps {1}", "{0} recoupe {1}"),
        ("overlaps after", "{0} overlaps {1} and ends later", "{0} recoupe {1} et se termine plus tard"),
        ("overlaps before", "{0} overlaps {1} and begins earlier", "{0} recoupe {1} et commence plus tôt"),
        ("range", "the range {0}", "l'intervalle {0}"),
        ("started by", "{0} begins with {1}", "{0} commence par {1}"),
        ("starts", "{0} begins {1}", "{0} commence {1}"),

        // The rest
        ("context", "the context of {0}", "le contexte de {0}"),
        ("context merge", "the contexts of {0} in one", "les contextes de {0} en un seul"),
        ("context put", "{0} with {2} as {1}", "{0} avec {2} pour {1}"),
        ("get entries", "the entries of {0}", "les entrées de {0}"),
        ("get or else", "{0} or, when it is missing, {1}", "{0} ou, à défaut, {1}"),
        ("get value", "the entry {1} of {0}", "l'entrée {1} de {0}"),
        ("is", "{0} is exactly {1}", "{0} est exactement {1}"),
        ("not", "it is not so that {0}", "il n'est pas vrai que {0}"),
        ("number", "{0} as a number", "{0} en nombre"),
        ("number/3", "{0} as a number, with {1} between thousands and {2} before decimals", "{0} en nombre, avec {1} entre les milliers et {2} devant les décimales"),
    }.ToFrozenDictionary(s => s.Name, s => (s.English, s.French), StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, (string English, string French)> Properties = new (string Name, string English, string French)[]
    {
        ("year", "the year", "l'année"), ("month", "the month", "le mois"), ("day", "the day of the month", "le jour du mois"), ("weekday", "the number of the day of the week", "le numéro du jour de la semaine"),
        ("hour", "the hour", "l'heure"), ("minute", "the minute", "la minute"), ("second", "the second", "la seconde"), ("time offset", "the time offset", "le décalage horaire"), ("timezone", "the time zone", "le fuseau horaire"),
        ("years", "the number of whole years", "le nombre d'années révolues"), ("months", "the months beyond whole years", "les mois au-delà des années révolues"),
        ("days", "the number of days", "le nombre de jours"), ("hours", "the hours", "les heures"), ("minutes", "the minutes", "les minutes"), ("seconds", "the seconds", "les secondes"),
        ("value", "the value as a number", "la valeur en nombre"), ("start", "the start", "le début"), ("end", "the end", "la fin"),
        ("start included", "whether the start belongs to the range", "l'appartenance du début"), ("end included", "whether the end belongs to the range", "l'appartenance de la fin"),
    }.ToFrozenDictionary(s => s.Name, s => (s.English, s.French), StringComparer.Ordinal);

    /// <summary>The sentence for a function that is given so many arguments, or null.</summary>
    public static string? Find(string function, int arguments, bool isFrench) =>
        Sentences.TryGetValue(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{function}/{arguments}"), out var exact) ? isFrench ? exact.French : exact.English
        : Sentences.TryGetValue(function, out var sentence) ? isFrench ? sentence.French : sentence.English
        : null;

    /// <summary>The sentence for a rounding to whole numbers, or null.</summary>
    public static string? ToWhole(string function, bool isFrench) => Sentences.TryGetValue($"{function}/whole", out var sentence) ? isFrench ? sentence.French : sentence.English : null;

    /// <summary>The words for a property of a value, or null.</summary>
    public static string? Property(string name, bool isFrench) => Properties.TryGetValue(name, out var words) ? isFrench ? words.French : words.English : null;

    /// <summary>Whether the sentence ends with a place, so that what stands there needs no brackets.</summary>
    public static bool EndsWith(string sentence, int place) => sentence.EndsWith(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{{{place}}}"), StringComparison.Ordinal);

    /// <summary>How many places a sentence has.</summary>
    public static int Places(string sentence) => sentence.Where(char.IsAsciiDigit).Select(c => c - '0' + 1).DefaultIfEmpty(0).Max();
}

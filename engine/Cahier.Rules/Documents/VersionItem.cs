using System.Collections.Immutable;
using Cahier.Rules.Wordings;

namespace Cahier.Rules.Documents;

/// <summary>Something of a version that an amending text may add, change or take out.</summary>
/// <param name="Kind">What it is, in words.</param>
/// <param name="Name">The name or id by which an amending text speaks of it.</param>
/// <param name="Called">Its label and name.</param>
internal sealed record VersionItem(string Kind, string Name, Phrase Called, ImmutableArray<ItemPart> Parts);

/// <summary>One thing that is said of an item: a formula, a value with its first day, a row, a rounding.</summary>
/// <param name="Key">What it is, in words; two parts of an item that have the same are told apart by what they say.</param>
/// <param name="Exact">As it is written.</param>
/// <param name="Words">In words; null when the exact text is all there is to say.</param>
/// <param name="IsMain">Whether it is said of an item that is new; the rest is read where the item stands.</param>
internal sealed record ItemPart(string Key, string Exact, Wording? Words = null, bool IsMain = false);

using Cahier.Facts.Snapshots;

namespace Cahier.Samples;

/// <summary>A row given as texts, column by column.</summary>
internal readonly record struct TextRow(string[] Texts) : IRawRow
{
    public ReadOnlySpan<char> this[int column] => Texts[column];
}

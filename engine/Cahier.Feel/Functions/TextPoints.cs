namespace Cahier.Feel.Functions;

/// <summary>Counts and cuts texts by Unicode code points, where .NET counts UTF-16 units.</summary>
internal static class TextPoints
{
    public static int Count(string text)
    {
        var count = text.Length;
        for (var index = 1; index < text.Length; index++)
        {
            count -= char.IsSurrogatePair(text, index - 1) ? 1 : 0;
        }

        return count;
    }

    /// <summary>So many code points from a first one on, as many as there are.</summary>
    public static string Slice(string text, int first, int count)
    {
        var start = Advance(text, 0, first);
        return text[start..Advance(text, start, count)];
    }

    private static int Advance(string text, int index, int count)
    {
        for (; count > 0 && index < text.Length; count--)
        {
            index += index + 1 < text.Length && char.IsSurrogatePair(text, index) ? 2 : 1;
        }

        return index;
    }
}

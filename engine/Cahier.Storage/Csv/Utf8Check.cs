using System.Text.Unicode;

namespace Cahier.Storage.Csv;

/// <summary>Finds where a file stops being UTF-8.</summary>
internal static class Utf8Check
{
    private const byte LineBreak = (byte)'\n';

    /// <summary>The first line, counted from 1, that is not UTF-8; 0 when every line is. No character of several bytes holds a line break, so lines can be judged one by one.</summary>
    public static int FirstBadLine(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var buffer = new byte[1 << 20];
        var (line, kept) = (1, 0);
        while (stream.Read(buffer, kept, buffer.Length - kept) is var read and > 0)
        {
            var rest = buffer.AsSpan(0, kept + read);
            while (rest.IndexOf(LineBreak) is var end and >= 0)
            {
                if (!Utf8.IsValid(rest[..end]))
                {
                    return line;
                }

                rest = rest[(end + 1)..];
                line++;
            }

            if (rest.Length == buffer.Length)
            {
                return line;
            }

            rest.CopyTo(buffer);
            kept = rest.Length;
        }

        return Utf8.IsValid(buffer.AsSpan(0, kept)) ? 0 : line;
    }
}

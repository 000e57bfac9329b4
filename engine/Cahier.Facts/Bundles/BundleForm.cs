using System.Globalization;
using System.Runtime.InteropServices;
using Cahier.Facts.Columns;

namespace Cahier.Facts.Bundles;

/// <summary>
/// The form in which hashes of bundles are kept beside the snapshot that they were found of: a line that says of which
/// snapshot, and of which entities, and the hashes of each, root by root.
/// </summary>
internal static class BundleForm
{
    // Goes up when other hashes are found of the same facts.
    private const string Version = "cahier bundles 2";

    public static void Write(Stream to, string snapshot, int roots, IReadOnlyList<(string Entity, Values<ulong> Hashes)> found) =>
        KeptNumbers.Write(to, Line(snapshot, roots, found.Select(f => f.Entity)), found.Select(f => f.Hashes));

    /// <summary>The hashes that bytes hold; none when they are not as they were written, or not of this snapshot.</summary>
    public static IReadOnlyList<(string Entity, Values<ulong> Hashes)> Read(SafeBuffer bytes, string snapshot, int roots)
    {
        if (KeptNumbers.Read(bytes) is not { } kept)
        {
            return [];
        }

        var entities = kept.Head.Split(' ').Skip(Line(snapshot, roots, []).TrimEnd().Split(' ').Length).ToArray();
        return kept.Head == Line(snapshot, roots, entities).TrimEnd() && kept.Count == (long)entities.Length * roots
            ? [.. entities.Select((entity, place) => (entity, kept.Some(place * roots, roots)))]
            : [];
    }

    private static string Line(string snapshot, int roots, IEnumerable<string> entities) =>
        string.Create(CultureInfo.InvariantCulture, $"{Version} {snapshot} {roots} {string.Join(' ', entities)}");
}

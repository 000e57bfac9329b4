using System.Collections.Concurrent;

namespace Cahier.Service.Nights;

/// <summary>How each entry of the schedule ended last, since the service began. Safe to share between threads.</summary>
internal sealed class NightRecord
{
    private readonly ConcurrentDictionary<string, Night> last = new(StringComparer.Ordinal);

    public void Note(Night night) => last[night.Name] = night;

    /// <summary>The last of each entry, by name.</summary>
    public IReadOnlyList<Night> Last => [.. last.Values.OrderBy(n => n.Name, StringComparer.Ordinal)];
}

using System.Text;
using Cahier.Calculation.Output;

namespace Cahier.Engine.Tests.Output;

/// <summary>The files of a run, in memory.</summary>
internal sealed class Written
{
    private readonly Dictionary<string, byte[]> files = new(StringComparer.Ordinal);

    public Written(RunReport report) => Summary = ResultFiles.WriteTables(report, name => new Kept(bytes => files[name] = bytes));

    public RunSummary Summary { get; }

    public string this[string name] => Encoding.UTF8.GetString(files[name]);

    public string All => string.Join('\n', files.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}\n{Encoding.UTF8.GetString(f.Value)}"));

    private sealed class Kept(Action<byte[]> done) : MemoryStream
    {
        protected override void Dispose(bool disposing)
        {
            done(ToArray());
            base.Dispose(disposing);
        }
    }
}

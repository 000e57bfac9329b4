using Cahier.Generator.Sinks;

namespace Cahier.Engine.Tests.Generator;

/// <summary>Keeps nothing but the numbers of rows.</summary>
internal sealed class CountingSink : IFactSink
{
    public bool Completed { get; private set; }

    public IFactTable Table(string entity, ReadOnlySpan<string> columns) => new CountingTable();

    public void Complete(string statement) => Completed = true;

    public void Dispose()
    {
    }

    private sealed class CountingTable : IFactTable
    {
        public long Rows { get; private set; }

        public void Text(string? value)
        {
        }

        public void Key(char letter, long? number, int digits)
        {
        }

        public void Number(long? value)
        {
        }

        public void Decimal(long? unscaled, int decimals)
        {
        }

        public void Money(Cents? amount)
        {
        }

        public void Date(DateOnly? date)
        {
        }

        public void Boolean(bool? value)
        {
        }

        public void EndRow() => Rows++;
    }
}

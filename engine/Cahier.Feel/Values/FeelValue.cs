namespace Cahier.Feel.Values;

/// <summary>A value of the language. Immutable, and so safe to share between threads.</summary>
public abstract class FeelValue
{
    private protected FeelValue() { }

    /// <summary>The value as FEEL text that evaluates to it again.</summary>
    public sealed override string ToString() => FeelText.Write(this);

    /// <summary>Whether this is the unknown value.</summary>
    public bool IsNull => this is NullValue;

    /// <summary>Equality of content, as tests and hash tables need it; FEEL's own <c>=</c> is <see cref="Comparison.Equal"/>.</summary>
    public sealed override bool Equals(object? obj) => obj is FeelValue other && Comparison.Identical(this, other);

    /// <inheritdoc/>
    public sealed override int GetHashCode() => Comparison.Hash(this);
}

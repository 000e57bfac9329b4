using System.Linq.Expressions;
using Cahier.Feel.Types;

namespace Cahier.Feel.Compilation;

/// <summary>A text field of each row of another stream: the texts are known by their rows, so that their numbers can be compared instead.</summary>
internal sealed record TextsStream(RowStream Source, LoopNest Nest, ICodeEnvironment Environment, RowType Entity, RowField Field) : RowStream(Field.Fact)
{
    /// <summary>Whether the texts of the field have numbers.</summary>
    public bool AreNumbered => Environment.TextCode(Entity, Field, Expression.Constant(-1)) is not null;

    public override Expression Each(Func<Expression, Expression> body, bool backwards = false) => Source.Each(row => Text(row, body), backwards);

    /// <summary>Code that reads the text of a row and runs a body for it.</summary>
    public Expression Text(Expression row, Func<Expression, Expression> body)
    {
        var text = Expression.Variable(typeof(string), "text");
        Nest.Remember(text, Entity, Field, row);
        return Expression.Block([text], Expression.Assign(text, Environment.Field(Entity, Field, row)), body(text));
    }
}

/// <summary>The texts of another stream, each once, where it occurs first: marked by their numbers, so that no text is compared.</summary>
internal sealed record DistinctStream(TextsStream Source) : RowStream(Source.Element)
{
    public override Expression Each(Func<Expression, Expression> body, bool backwards = false)
    {
        // From the back they would stand where they occur last.
        if (backwards)
        {
            throw new NotSupportedException("different texts are gone over from the front");
        }

        var seen = Expression.Variable(typeof(SeenTexts), "seen");
        return Expression.Block(
            [seen],
            Expression.Assign(seen, Source.Environment.KeepForRun(Expression.New(typeof(SeenTexts)))),
            Expression.Call(seen, nameof(SeenTexts.Clear), null),
            Source.Source.Each(row => Expression.IfThen(
                Expression.Call(seen, nameof(SeenTexts.Add), null, Source.Environment.TextCode(Source.Entity, Source.Field, row)!),
                Source.Text(row, body))));
    }
}

/// <summary>Which texts, by number, a loop has come across; −1 is the missing one.</summary>
internal sealed class SeenTexts
{
    private const int WordBits = 64;

    private readonly List<int> places = [];
    private ulong[] words = [];

    /// <summary>Forgets all: only what was seen is looked at, however many texts there are.</summary>
    public void Clear()
    {
        foreach (var place in places)
        {
            words[place / WordBits] = 0;
        }

        places.Clear();
    }

    /// <summary>Whether the text was not seen before; now it is.</summary>
    public bool Add(int code)
    {
        var place = code + 1;
        if (place / WordBits >= words.Length)
        {
            Array.Resize(ref words, Math.Max(words.Length * 2, (place / WordBits) + 1));
        }

        ref var word = ref words[place / WordBits];
        var bit = 1UL << place;
        if ((word & bit) != 0)
        {
            return false;
        }

        word |= bit;
        places.Add(place);
        return true;
    }
}

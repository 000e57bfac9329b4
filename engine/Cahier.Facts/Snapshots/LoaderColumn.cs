using Cahier.Facts.Columns;
using Cahier.Facts.Models;

namespace Cahier.Facts.Snapshots;

/// <summary>A column of a file while it is read: a field of the entity, or a part of its parent's key.</summary>
internal sealed class LoaderColumn
{
    private const int FirstKnown = 16;

    private readonly bool isRequired;
    private bool wasEmpty;

    // By the number of a text, whether it was read and was well.
    private bool[] known = [];

    /// <param name="name">The column's name.</param>
    /// <param name="field">The field, or null for a part of the parent's key.</param>
    /// <param name="isKept">Whether the values are kept, and not only checked.</param>
    public LoaderColumn(string name, Field? field, bool isKept)
    {
        Name = name;
        Field = field;
        IsKept = isKept;
        isRequired = field is null || field.Required;
        Builder = field?.Kind switch
        {
            null => null,
            FieldKind.Number => new NumberColumnBuilder(),
            FieldKind.Date => new DateColumnBuilder(),
            FieldKind.Boolean => new BooleanColumnBuilder(),
            FieldKind.Reference => new ReferenceColumnBuilder(),
            FieldKind.Text when !isKept => null,
            _ => new TextColumnBuilder(field),
        };
    }

    public string Name { get; }

    public Field? Field { get; }

    public bool IsKept { get; }

    /// <summary>Reads the values; null for texts that are not kept.</summary>
    public ColumnBuilder? Builder { get; }

    /// <summary>Reads a value. Says what is wrong with it, or null when it is well.</summary>
    public string? Read(ReadOnlySpan<char> text)
    {
        wasEmpty = text.IsEmpty;
        if (wasEmpty)
        {
            return !isRequired ? null : Field is null ? "the key of its parent is empty" : "it is required and empty";
        }

        if (text.Length > TableLoader.LongestField)
        {
            return "it is longer than a million characters";
        }

        if (Field is not { Kind: FieldKind.Number or FieldKind.Date or FieldKind.Boolean } && text.Contains('\0'))
        {
            return "it holds a NUL character: save the file as UTF-8 text";
        }

        return Builder?.Read(text);
    }

    /// <summary>Reads a value by the number of its text; false when no text with this number was kept.</summary>
    public bool TryRecall(int number)
    {
        if (number >= known.Length || !known[number])
        {
            return false;
        }

        wasEmpty = false;
        Builder?.Recall(number);
        return true;
    }

    /// <summary>Keeps the value that was last read under the number of its text, which is not empty.</summary>
    public void Keep(int number)
    {
        if (number >= known.Length)
        {
            Array.Resize(ref known, Math.Max(FirstKnown, (number + 1) * 2));
        }

        known[number] = true;
        Builder?.Keep(number);
    }

    /// <summary>Forgets the numbers of texts: other rows give them anew.</summary>
    public void Forget() => known = [];

    /// <summary>Appends what was last read, when it is kept.</summary>
    public void Append()
    {
        if (!IsKept)
        {
            return;
        }

        if (wasEmpty)
        {
            Builder!.AppendMissing();
        }
        else
        {
            Builder!.Append();
        }
    }
}

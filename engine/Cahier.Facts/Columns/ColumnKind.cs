namespace Cahier.Facts.Columns;

/// <summary>How a column holds its values. The numbers stand in saved files, and so none is given another meaning.</summary>
internal enum ColumnKind : byte
{
    Boolean = 1,
    Date = 2,
    NarrowNumber = 3,
    WideNumber = 4,
    ExactNumber = 5,
    Text = 6,
    Reference = 7,
}

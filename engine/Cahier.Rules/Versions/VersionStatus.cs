namespace Cahier.Rules.Versions;

/// <summary>The life of a version.</summary>
public enum VersionStatus
{
    /// <summary>Being written: anyone may change it.</summary>
    Draft,

    /// <summary>In force for its days: its text may no longer change.</summary>
    Published,

    /// <summary>Published once and no longer in force.</summary>
    Withdrawn,
}

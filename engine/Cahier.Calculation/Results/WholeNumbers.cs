namespace Cahier.Calculation.Results;

/// <summary>What is known of numbers that were all found as whole multiples of one power of ten.</summary>
/// <param name="Scale">How many decimals they have.</param>
/// <param name="Low">None is less.</param>
/// <param name="High">None is more.</param>
/// <param name="MayBeMissing">Whether some may be unknown.</param>
internal sealed record WholeNumbers(int Scale, Int128 Low, Int128 High, bool MayBeMissing);

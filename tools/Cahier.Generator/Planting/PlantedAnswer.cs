namespace Cahier.Generator.Planting;

/// <summary>What a cahier must pay somebody who was planted, worked out by hand from what was planted.</summary>
/// <param name="Cahier">The cahier.</param>
/// <param name="Year">The calendar year of the run.</param>
/// <param name="Participant">Who is paid.</param>
/// <param name="Line">The payment line.</param>
/// <param name="Amount">In euros, to the cent; below zero it is taken back.</param>
/// <param name="Reckoning">How it comes about, in words.</param>
public sealed record PlantedAnswer(string Cahier, int Year, string Participant, string Line, decimal Amount, string Reckoning);

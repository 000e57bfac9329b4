namespace Cahier.Service.Access;

/// <summary>Who asks.</summary>
/// <param name="Name">The name of a key, or the subject of a token: of staff or a program, never of a patient.</param>
/// <param name="Role">What they may do.</param>
internal sealed record Caller(string Name, Role Role)
{
    /// <summary>Somebody at this machine, while no access control is configured.</summary>
    public static Caller Local { get; } = new("local", Role.Operator);
}

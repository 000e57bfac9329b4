namespace Cahier.Cli;

/// <summary>Ends a command with a message for who called it and an exit code; nothing of ours is wrong.</summary>
/// <param name="code">One of <see cref="ExitCodes"/>.</param>
/// <param name="cause">What is wrong.</param>
/// <param name="remedy">What to do about it.</param>
internal sealed class CommandStop(int code, string cause, string remedy) : Exception(remedy.Length == 0 ? cause : $"{cause}\n  {remedy}")
{
    public int Code { get; } = code;
}

namespace Cahier.Cli;

/// <summary>What the command answers to whoever called it. Every code is here and nowhere else.</summary>
public static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The author has something to put right: a check or a test failed, or an expression cannot be read.</summary>
    public const int AuthorsMistake = 1;

    /// <summary>The command was not called as it should be.</summary>
    public const int Usage = 2;

    /// <summary>The data, a store or a file cannot be read, used or written.</summary>
    public const int DataProblem = 3;

    /// <summary>The run was refused, for example of a withdrawn cahier.</summary>
    public const int RunRefused = 4;

    /// <summary>The command was stopped before it was done.</summary>
    public const int Stopped = 5;

    /// <summary>More rows of data were rejected than are allowed; nothing was calculated.</summary>
    public const int RejectedRows = 6;

    /// <summary>There is no such cahier, or no such version of it.</summary>
    public const int UnknownCahier = 7;

    /// <summary>No version of the cahier holds for the period, or more than one does.</summary>
    public const int NoVersion = 8;

    /// <summary>What a store holds of a run is not what comes out when it is calculated again.</summary>
    public const int NotAsItWas = 9;

    /// <summary>The run was kept, but it does not keep to the gates of its cahier: it is held until a person releases it.</summary>
    public const int Held = 10;

    /// <summary>Not every scheduled run was made.</summary>
    public const int NightFailed = 11;

    /// <summary>Only we can have got this wrong.</summary>
    public const int OurFault = 70;
}

namespace Cahier.Storage.Files;

/// <summary>Work with files that only save time: where it cannot be done, what is wanted is found without them.</summary>
internal static class FileWork
{
    /// <summary>Does something with files; gives the reason when it cannot be done.</summary>
    public static string? Try(Action work)
    {
        try
        {
            work();
            return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return problem.Message;
        }
    }
}

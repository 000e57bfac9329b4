using Microsoft.Extensions.Logging;

namespace Cahier.Service.Shelves;

/// <summary>Takes new and changed texts into use, and says in the log which were taken and which were not.</summary>
internal sealed partial class ShelfKeeper(RuleShelf shelf, ILogger<ShelfKeeper> log)
{
    private const int MostSaid = 20;

    /// <summary>The cahiers in use, after a look for new texts; when the folders cannot be read, those of before.</summary>
    public Shelf Look()
    {
        try
        {
            var change = shelf.Refresh();
            foreach (var cahier in change.Taken)
            {
                Taken(log, cahier);
            }

            Say(change.Refused);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Unreadable(log, problem.Message);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // One text that we cannot read rightly must not end the service.
            Faulted(log, fault.GetType().FullName!, fault.StackTrace ?? "");
        }

        return shelf.Current;
    }

    /// <summary>Says what is not used, and why.</summary>
    public void Say(IEnumerable<RefusedCahier> refused)
    {
        foreach (var cahier in refused)
        {
            Refused(log, cahier.Cahier, cahier.HasFormer ? "its last good texts stay in use" : "it is not to be had", string.Join('\n', cahier.Diagnostics.Take(MostSaid).Select(d => $"{d.Location}: {d.Code.Id}: {d.Cause}: {d.Remedy}")));
        }
    }

    [LoggerMessage(LogLevel.Information, "new texts of {Cahier} are in use")]
    private static partial void Taken(ILogger logger, string cahier);

    [LoggerMessage(LogLevel.Error, "the texts of {Cahier} have mistakes, and {What}: {Mistakes}")]
    private static partial void Refused(ILogger logger, string cahier, string what, string mistakes);

    [LoggerMessage(LogLevel.Error, "new texts were not taken for a fault of the service, and what was in use stays: {Type} at {Trace}")]
    private static partial void Faulted(ILogger logger, string type, string trace);

    [LoggerMessage(LogLevel.Error, "the folders of rules and models cannot be read, and what was in use stays: {Why}")]
    private static partial void Unreadable(ILogger logger, string why);
}

using System.Text;
using Cahier.Calculation.Output;

namespace Cahier.Storage.Results;

/// <summary>The folder named for results cannot be used; the message says why and what to do.</summary>
public sealed class ResultFolderException(string message) : IOException(message);

/// <summary>
/// A folder of results that appears whole or not at all: files grow in <c>NAME.partial</c> beside it, which takes its
/// place by renaming. A former result is replaced, and is there until the moment between two renamings, when it stands
/// aside as <c>NAME.former</c>; the next run puts it back if that moment was the last. For one thread.
/// </summary>
public sealed class ResultFolder : IDisposable
{
    private const int BufferSize = 1 << 16;

    private readonly string folder;
    private readonly string partial;
    private readonly string former;
    private readonly FileStream held;
    private bool complete;

    /// <exception cref="ResultFolderException">The folder holds something else than results, or another run is writing it.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public ResultFolder(string folder)
    {
        this.folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        partial = this.folder + ".partial";
        former = this.folder + ".former";
        held = Hold(this.folder + ".lock");
        try
        {
            Prepare();
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Begins a file.</summary>
    public Stream Open(string name) => new FileStream(Path.Combine(partial, name), FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize);

    /// <summary>Writes the summary and puts everything in place.</summary>
    public void Complete(RunSummary summary)
    {
        File.WriteAllText(Path.Combine(partial, ResultFiles.Summary), ResultFiles.ToJson(summary), new UTF8Encoding(false));
        Remove(former);
        if (IsResult(folder))
        {
            Directory.Move(folder, former);
        }
        else if (Directory.Exists(folder))
        {
            Directory.Delete(folder);
        }

        Directory.Move(partial, folder);
        complete = true;
        Remove(former);
    }

    /// <summary>Lets others have the folder; without <see cref="Complete"/>, as it was before.</summary>
    public void Dispose()
    {
        if (!complete)
        {
            Remove(partial);
        }

        held.Dispose();
    }

    private void Prepare()
    {
        if (!Directory.Exists(folder) && IsResult(former))
        {
            Directory.Move(former, folder);
        }

        Refuse(folder);
        Refuse(former);
        Remove(partial);
        Directory.CreateDirectory(partial);
    }

    private static FileStream Hold(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException) when (File.Exists(file))
        {
            throw new ResultFolderException($"another run holds {file}: wait for its end, or name another folder");
        }
    }

    private static bool IsResult(string folder) => File.Exists(Path.Combine(folder, ResultFiles.Summary))
        && Directory.EnumerateFileSystemEntries(folder).All(e => ResultFiles.Names.Contains(Path.GetFileName(e), StringComparer.Ordinal));

    private static void Refuse(string folder)
    {
        if (File.Exists(folder) || (Directory.Exists(folder) && !IsResult(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            throw new ResultFolderException($"{folder} holds something else than results, and is left as it is: name an empty or a new folder");
        }
    }

    // Only what a run writes is removed; anything else makes the removal of the folder fail, and stays.
    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            foreach (var name in ResultFiles.Names)
            {
                File.Delete(Path.Combine(folder, name));
            }

            Directory.Delete(folder);
        }
    }
}

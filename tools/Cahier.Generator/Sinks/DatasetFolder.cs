namespace Cahier.Generator.Sinks;

/// <summary>
/// A folder that changes from the former dataset to the new one by renaming: work goes on in <c>NAME.partial</c>, and
/// the former stands aside as <c>NAME.former</c> for the moment between the two renamings.
/// </summary>
internal sealed class DatasetFolder : IDisposable
{
    /// <summary>The file that says a folder holds a generated dataset, and so may be replaced.</summary>
    public const string Statement = "generated.txt";

    private readonly string folder;
    private readonly string former;
    private readonly FileStream held;

    /// <exception cref="DatasetFolderException">The folder holds something else than a generated dataset, or is being written.</exception>
    public DatasetFolder(string folder)
    {
        this.folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        Partial = this.folder + ".partial";
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

    /// <summary>Where the work goes on.</summary>
    public string Partial { get; }

    private void Prepare()
    {
        if (!Directory.Exists(folder) && IsDataset(former))
        {
            Directory.Move(former, folder);
        }

        Refuse(folder);
        Refuse(former);
        RemoveGenerated(Partial);
        Directory.CreateDirectory(Partial);
    }

    /// <summary>Puts the work in the place of the former dataset.</summary>
    public void Replace()
    {
        RemoveGenerated(former);
        if (IsDataset(folder))
        {
            Directory.Move(folder, former);
        }
        else if (Directory.Exists(folder))
        {
            Directory.Delete(folder);
        }

        Directory.Move(Partial, folder);
        RemoveGenerated(former);
    }

    public void Abandon() => RemoveGenerated(Partial);

    /// <summary>Lets another writer have the folder.</summary>
    public void Dispose() => held.Dispose();

    private static FileStream Hold(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException)
        {
            throw new DatasetFolderException($"Another generation holds {file}. Wait for its end, or name another folder.");
        }
    }

    private static bool IsDataset(string folder) => File.Exists(Path.Combine(folder, Statement));

    private static void Refuse(string folder)
    {
        if (File.Exists(folder) || (Directory.Exists(folder) && !IsDataset(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            throw new DatasetFolderException($"{folder} holds something else than a generated dataset, and is left as it is. Name an empty or a new folder.");
        }
    }

    // Only what a generator writes is removed; anything else makes the removal of the folder fail, and stays.
    private static void RemoveGenerated(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (var file in Directory.EnumerateFiles(folder, "*.csv"))
        {
            File.Delete(file);
        }

        File.Delete(Path.Combine(folder, Statement));
        Directory.Delete(folder);
    }
}

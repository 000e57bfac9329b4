using System.Text;

namespace Cahier.Storage.Files;

/// <summary>Files that appear whole or not at all: they grow under another name.</summary>
public static class WholeFile
{
    private const string Partial = ".partial-";

    /// <summary>Writes a text as a file, UTF-8 without mark, in place of what is there.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, string text) => Write(path, file => file.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>Writes a file, in place of what is there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes what is in it.</param>
    /// <param name="awaitDisk">Whether it is on the disk before it has its name; of a file that is nothing but saved time, checksums tell when it was not.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, Action<Stream> write, bool awaitDisk = true)
    {
        ArgumentNullException.ThrowIfNull(write);
        var whole = Path.GetFullPath(path);
        RemoveLeftOver(whole);
        var partial = whole + Partial + Path.GetRandomFileName();
        try
        {
            using (var file = new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 20))
            {
                write(file);
                file.Flush(flushToDisk: awaitDisk);
            }

            File.Move(partial, whole, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    // What a killed program left; what one is writing now is locked.
    private static void RemoveLeftOver(string whole)
    {
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(whole)!, Path.GetFileName(whole) + Partial + "*"))
        {
            try
            {
                new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
                File.Delete(file);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
            }
        }
    }
}

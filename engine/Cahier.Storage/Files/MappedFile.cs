using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace Cahier.Storage.Files;

/// <summary>Files that are read where they are mapped into memory: shared by all who have them open, and read from the disk as far as they are looked at.</summary>
internal static class MappedFile
{
    /// <summary>Maps a file; null when it is empty.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SafeBuffer? Open(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 0);
        if (stream.Length == 0)
        {
            return null;
        }

        using var file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        return file.CreateViewAccessor(0, stream.Length, MemoryMappedFileAccess.Read).SafeMemoryMappedViewHandle;
    }
}

using System.Diagnostics;
using Xunit;

namespace Cahier.House.Tests.Torture;

/// <summary>A disk of a few megabytes in memory, which can be filled and made read-only. Needs the rights to mount one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string filler;

    private SmallDisk(string root)
    {
        Root = root;
        filler = At("filler");
    }

    public string Root { get; }

    /// <summary>Mounts a disk, or skips the test where that is not allowed.</summary>
    public static SmallDisk Mount(string root, int megabytes)
    {
        Directory.CreateDirectory(root);
        Assert.SkipUnless(OperatingSystem.IsLinux() && Call("mount", "-t", "tmpfs", "-o", FormattableString.Invariant($"size={megabytes}m"), "tmpfs", root), "a disk can be mounted by root on Linux only");
        return new SmallDisk(root);
    }

    public string At(string path) => Path.Combine(Root, path);

    /// <summary>Leaves no room on the disk.</summary>
    public void Fill()
    {
        using var file = File.Create(filler);
        try
        {
            for (var block = new byte[4096]; ;)
            {
                file.Write(block);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // It is full.
        }
    }

    /// <summary>Takes away what <see cref="Fill"/> put there.</summary>
    public void Free() => File.Delete(filler);

    public void MakeReadOnly(bool isReadOnly) => Assert.True(Call("mount", "-o", isReadOnly ? "remount,ro" : "remount,rw", Root));

    public void Dispose() => Call("umount", "-l", Root);

    private static bool Call(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true });
        process!.WaitForExit();
        return process.ExitCode == 0;
    }
}

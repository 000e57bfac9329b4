using System.Text;

namespace Cahier.Cli.Console;

/// <summary>Writes a file beside its place and renames it, so that no half of it is ever seen.</summary>
internal static class WholeFile
{
    public static void Write(string file, string text)
    {
        var beside = file + ".new";
        File.WriteAllText(beside, text, new UTF8Encoding(false));
        File.Move(beside, file, overwrite: true);
    }
}

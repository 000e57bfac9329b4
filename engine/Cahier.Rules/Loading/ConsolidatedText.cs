using System.Globalization;
using System.Text;
using Cahier.Facts.Yaml;

namespace Cahier.Rules.Loading;

/// <summary>Writes a consolidated text as YAML, saying at each part in which file it was written: its own, one that it amends, or a library.</summary>
public sealed class ConsolidatedText
{
    private readonly StringBuilder text = new();
    private readonly string folder;

    private ConsolidatedText(YamlMap root) => folder = FolderOf(root);

    /// <summary>Writes the whole text of a version, as <see cref="LoadResult.Consolidated"/> holds it.</summary>
    public static string Write(YamlMap root)
    {
        ArgumentNullException.ThrowIfNull(root);
        return new ConsolidatedText(root).Whole(root);
    }

    private string Whole(YamlMap root)
    {
        text.Append("# The consolidated text. A comment says where each part was written.\n");
        foreach (var entry in root.Entries.Where(e => e.Name != "amends"))
        {
            Entry(entry, 0);
        }

        return text.ToString();
    }

    private void Entry(YamlEntry entry, int depth)
    {
        text.Append(' ', depth * 2).Append(Scalar(entry.Key)).Append(':');
        Value(entry.Value, depth);
    }

    private void Value(YamlNode node, int depth)
    {
        switch (node)
        {
            case YamlScalar scalar:
                text.Append(' ').Append(Scalar(scalar));
                Place(node, depth);
                break;
            case YamlMap map:
                Place(node, depth);
                foreach (var entry in map.Entries)
                {
                    Entry(entry, depth + 1);
                }

                break;
            case YamlList { IsFlow: true } list when list.Items.All(i => i is YamlScalar):
                text.Append(" [").AppendJoin(", ", list.Items.Select(i => Scalar((YamlScalar)i))).Append("]\n");
                break;
            case YamlList list:
                text.Append('\n');
                foreach (var item in list.Items)
                {
                    text.Append(' ', (depth + 1) * 2).Append('-');
                    Value(item, depth + 1);
                }

                break;
        }
    }

    private static string FolderOf(YamlNode node) => Path.GetFileName(Path.GetDirectoryName(node.Start.File)) ?? "";

    // A part of a library has another folder, which is then said too.
    private string FileOf(YamlNode node) => FolderOf(node) == folder ? Path.GetFileName(node.Start.File) : $"{FolderOf(node)}/{Path.GetFileName(node.Start.File)}";

    private void Place(YamlNode node, int depth) => text.Append(depth <= 1 ? $"   # {FileOf(node)}:{node.Start.Line.ToString(CultureInfo.InvariantCulture)}\n" : "\n");

    private static string Scalar(YamlScalar scalar) => scalar.Style == YamlStyle.Plain && !scalar.Value.Contains('\n', StringComparison.Ordinal) && !scalar.Value.Contains(", ", StringComparison.Ordinal)
        ? scalar.Value
        : $"'{scalar.Value.Replace("'", "''", StringComparison.Ordinal).ReplaceLineEndings(" ").Trim()}'";
}

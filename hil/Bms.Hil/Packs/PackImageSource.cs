using System;
using System.Globalization;
using System.IO;
using System.Text;

namespace Bms.Hil.Packs;

/// <summary>
/// Writes the C# file that embeds a pack image in a board's program, for boards without a file system. Plain C# that nanoFramework
/// compiles: a static class, a method that makes the array anew, no static state.
/// </summary>
public static class PackImageSource
{
    private const int BytesPerLine = 16;
    private const int LongestName = 100;

    /// <summary>The class's name: the file's, without its extension.</summary>
    /// <exception cref="BadInputException">The file's name is no C# name.</exception>
    public static string ClassNameOf(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        bool isName = name.Length is > 0 and <= LongestName && char.IsAsciiLetterUpper(name[0]);
        foreach (char letter in name)
            isName &= char.IsAsciiLetterOrDigit(letter);
        if (!isName || !path.EndsWith(".cs", StringComparison.Ordinal))
            throw new BadInputException($"{path}: expected a file name like StoragePack.cs, since the class is named after it");
        return name;
    }

    /// <summary>The file's text.</summary>
    /// <param name="className">The class.</param>
    /// <param name="packName">What the pack is called, for the comment.</param>
    /// <param name="image">The image.</param>
    public static string Of(string className, string packName, byte[] image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var text = new StringBuilder();
        string comment = OneLine.Of(packName).Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
        text.Append("// Written by bms-hil image. Change the pack file and write it anew.\n");
        text.Append("namespace Bms.Packs\n{\n");
        text.Append(CultureInfo.InvariantCulture, $"    /// <summary>Pack image: {comment}.</summary>\n");
        text.Append(CultureInfo.InvariantCulture, $"    public static class {className}\n    {{\n");
        text.Append("        /// <summary>The image's length in bytes.</summary>\n");
        text.Append(CultureInfo.InvariantCulture, $"        public const int Length = {image.Length};\n\n");
        text.Append("        /// <summary>A new array with the image.</summary>\n");
        text.Append("        public static byte[] Create()\n        {\n            return new byte[]\n            {\n");
        for (int start = 0; start < image.Length; start += BytesPerLine)
        {
            text.Append("                ");
            for (int index = start; index < Math.Min(start + BytesPerLine, image.Length); index++)
                text.Append(CultureInfo.InvariantCulture, $"{(index == start ? "" : " ")}0x{image[index]:X2},");
            text.Append('\n');
        }
        text.Append("            };\n        }\n    }\n}\n");
        return text.ToString();
    }
}

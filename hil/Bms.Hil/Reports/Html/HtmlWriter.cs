using System;
using System.IO;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Bms.Hil.Reports.Html;

/// <summary>
/// Writes HTML with every text and every attribute value escaped; only <see cref="Raw"/> is not, and takes only our own text.
/// </summary>
internal sealed class HtmlWriter(TextWriter output)
{
    // Everything outside ASCII is written as it is, apart from what has a meaning in HTML or none at all.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Opens an element; attributes are name, value, name, value …; an empty value writes the bare name.</summary>
    public HtmlWriter Open(string name, params ReadOnlySpan<string> attributes)
    {
        output.Write('<');
        output.Write(name);
        for (int index = 0; index < attributes.Length; index += 2)
        {
            output.Write(' ');
            output.Write(attributes[index]);
            if (attributes[index + 1].Length == 0)
                continue;
            output.Write("=\"");
            Encoder.Encode(output, attributes[index + 1]);
            output.Write('"');
        }
        output.Write('>');
        return this;
    }

    public HtmlWriter Close(string name)
    {
        output.Write("</");
        output.Write(name);
        output.Write('>');
        return this;
    }

    /// <summary>An element that has no end tag.</summary>
    public HtmlWriter Single(string name, params ReadOnlySpan<string> attributes) => Open(name, attributes);

    public HtmlWriter Text(string text)
    {
        Encoder.Encode(output, text);
        return this;
    }

    /// <summary>An element that holds only text.</summary>
    public HtmlWriter Element(string name, string text, params ReadOnlySpan<string> attributes) =>
        Open(name, attributes).Text(text).Close(name);

    /// <summary>Markup of our own making.</summary>
    public HtmlWriter Raw(string markup)
    {
        output.Write(markup);
        return this;
    }

    public HtmlWriter Line()
    {
        output.Write('\n');
        return this;
    }
}

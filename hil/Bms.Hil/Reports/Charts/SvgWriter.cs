using System;
using System.Globalization;
using System.IO;
using System.Text;
using System.Xml;

namespace Bms.Hil.Reports.Charts;

/// <summary>Writes SVG elements: escaping is XmlWriter's, numbers are invariant, characters that XML forbids become U+FFFD.</summary>
internal sealed class SvgWriter : IDisposable
{
    private const string Namespace = "http://www.w3.org/2000/svg";

    private readonly StringWriter _text = new(CultureInfo.InvariantCulture);
    private readonly XmlWriter _xml;

    public SvgWriter() => _xml = XmlWriter.Create(_text, new XmlWriterSettings { OmitXmlDeclaration = true, NewLineChars = "\n" });

    /// <summary>Opens an element; attributes are name, value, name, value …; each value a string, a whole number or a double.</summary>
    public void Open(string name, params ReadOnlySpan<object> attributes)
    {
        _xml.WriteStartElement(name, Namespace);
        for (int index = 0; index < attributes.Length; index += 2)
            _xml.WriteAttributeString((string)attributes[index], Clean(TextOf(attributes[index + 1])));
    }

    public void Close() => _xml.WriteEndElement();

    /// <summary>An element without content.</summary>
    public void Empty(string name, params ReadOnlySpan<object> attributes)
    {
        Open(name, attributes);
        Close();
    }

    /// <summary>An element that holds only text.</summary>
    public void Text(string name, string content, params ReadOnlySpan<object> attributes)
    {
        Open(name, attributes);
        _xml.WriteString(Clean(content));
        Close();
    }

    public string Finish()
    {
        _xml.Flush();
        return _text.ToString();
    }

    public void Dispose()
    {
        _xml.Dispose();
        _text.Dispose();
    }

    private static string TextOf(object value) => value switch
    {
        string text => text,
        int number => number.ToString(CultureInfo.InvariantCulture),
        double number => (Math.Round(number, 1) + 0.0).ToString("0.#", CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"an attribute cannot be a {value.GetType().Name}"),
    };

    private static string Clean(string text)
    {
        bool clean = true;
        foreach (char character in text)
            clean &= XmlConvert.IsXmlChar(character);
        if (clean)
            return text;
        var result = new StringBuilder(text.Length);
        for (int index = 0; index < text.Length; index++)
        {
            bool pair = index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]);
            if (pair)
                result.Append(text[index]).Append(text[++index]);
            else
                result.Append(XmlConvert.IsXmlChar(text[index]) ? text[index] : '\ufffd');
        }
        return result.ToString();
    }
}

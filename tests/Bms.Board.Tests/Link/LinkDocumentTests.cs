using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Bms.Board.Tests.Support;
using Bms.Link;
using Bms.Link.Framing;
using Xunit;

namespace Bms.Board.Tests.Link;

/// <summary>The specification's vectors are what the code writes. <c>BMS_WRITE_DOCS=1</c> writes them anew.</summary>
public sealed class LinkDocumentTests
{
    private const string Begin = "<!-- vectors -->";
    private const string End = "<!-- /vectors -->";

    [Fact]
    public void The_vectors_in_the_specification_are_what_the_code_writes()
    {
        string path = Path.Combine(Repository.Root, "docs", "LINK.md");
        string text = File.ReadAllText(path);
        int begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int end = text.IndexOf(End, StringComparison.Ordinal);
        string expected = text[..begin] + "\n" + Vectors() + text[end..];
        if (Environment.GetEnvironmentVariable("BMS_WRITE_DOCS") == "1")
            File.WriteAllText(path, expected);
        Assert.Equal(expected, File.ReadAllText(path));
    }

    [Fact]
    public void The_specification_names_every_kind_of_request_and_every_reason()
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "LINK.md"));
        foreach (MessageKind kind in Enum.GetValues<MessageKind>())
        {
            if (kind < MessageKind.Next)
                Assert.Contains($"| {(int)kind:X2} {kind.ToString().ToUpperInvariant()} |", text, StringComparison.Ordinal);
        }
        foreach (LinkFault fault in Enum.GetValues<LinkFault>())
        {
            if (fault is > LinkFault.None and < LinkFault.Silence)
                Assert.Contains($"| {(int)fault} |", text, StringComparison.Ordinal);
        }
    }

    private static string Vectors()
    {
        var text = new StringBuilder("| message | content | first frame on the wire |\n|---|---|---|\n");
        byte[] room = new byte[FrameLayout.MaximumMessage];
        foreach ((string name, Func<bool, LinkMessage> make) in SampleMessages.All)
        {
            int length = make(true).Write(room);
            text.Append($"| {name} | `{Hex(room[..length])}` | `{Hex(FirstFrame(KindOf(name), room, length))}` |\n");
        }
        return text.ToString();
    }

    private static byte[] FirstFrame(int kind, byte[] content, int length)
    {
        var encoder = new FrameEncoder();
        int count = Math.Min(length, FrameLayout.MaximumPayload);
        int part = length > count ? FrameLayout.MorePartsFollow : 0;
        return encoder.Wire[..encoder.Encode(kind, 1, 2, part, content, 0, count)];
    }

    private static int KindOf(string name)
    {
        string[] words = name.Split(' ');
        if (words[0] == "OUT")
            return (int)MessageKind.Step | (int)MessageKind.Answer;
        int kind = (int)Enum.Parse<MessageKind>(words[0], ignoreCase: true);
        return words.Length > 1 ? kind | (int)MessageKind.Answer : kind;
    }

    private static string Hex(IReadOnlyList<byte> bytes)
    {
        var text = new StringBuilder();
        foreach (byte value in bytes)
            text.Append(text.Length > 0 ? " " : "").Append(value.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        return text.ToString();
    }
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Bms.Hil.Quantities;
using Bms.Hil.Tests.Cells;
using Bms.Hil.Yaml;
using Xunit;

namespace Bms.Hil.Tests.Yaml;

/// <summary>The YAML tree: values with their places, and one line for whatever is wrong.</summary>
public sealed class YamlReaderTests
{
    private const string Good = """
        # A made-up document.
        name: A pack
        groups: 16
        factor: 1.06
        limit: 4.25 V
        enabled: true
        estimator: ekf
        rows:
          - wait: 300 ms
          - {wait: 2 s, deep: {soc: 12 %}}
        empty:
        """;

    private static readonly Dictionary<string, int> Estimators = new() { ["coulomb"] = 0, ["ocv"] = 1, ["ekf"] = 2 };

    [Fact]
    public void Reads_every_kind_of_value()
    {
        Shape shape = ReadShape(Good);
        Assert.Equal("A pack", shape.Name);
        Assert.Equal((16, 1.06, 4.25, true, 2), (shape.Groups, shape.Factor, shape.Limit, shape.Enabled, shape.Estimator));
        Assert.Equal([0.3, 2], shape.Waits);
        Assert.Equal(0.12, shape.Soc);
    }

    [Fact]
    public void Knows_where_everything_stands()
    {
        YamlMap map = YamlReader.Parse(Good, "a.yaml").AnyMap();
        Assert.Equal("a.yaml:5:8: limit", map.Require("limit").Where);
        YamlItem second = map.Require("rows").List()[1];
        Assert.Equal("a.yaml:10:5: rows[2]", second.Where);
        Assert.Equal("a.yaml:10:29: rows[2].deep.soc", second.AnyMap().Require("deep").AnyMap().Require("soc").Where);
    }

    [Theory]
    [InlineData("name: A pack", "nam: A pack", "a.yaml:2:1: unknown key 'nam'; expected one of name, groups, factor, limit, enabled, estimator, rows, empty (did you mean 'name'?)")]
    [InlineData("name: A pack", "", "a.yaml:3:1: the key 'name' is missing")]
    [InlineData("name: A pack", "name:", "a.yaml:2:6: name: expected a value, found nothing")]
    [InlineData("name: A pack", "name: [A, pack]", "a.yaml:2:7: name: expected a text, found a list")]
    [InlineData("name: A pack", "name: ''", "a.yaml:2:7: name: expected a text, found ''")]
    [InlineData("groups: 16", "groups: 33", "a.yaml:3:9: groups: 33 is out of range; expected 1 to 32")]
    [InlineData("groups: 16", "groups: 16.5", "a.yaml:3:9: groups: expected a whole number, found '16.5'")]
    [InlineData("groups: 16", "groups: sixteen", "a.yaml:3:9: groups: expected a whole number, found 'sixteen'")]
    [InlineData("groups: 16", "groups: 99999999999999999999", "a.yaml:3:9: groups: expected a whole number, found '99999999999999999999'")]
    [InlineData("groups: 16", "groups: 16\ngroups: 17", "a.yaml:4:1: the key 'groups' is there twice")]
    [InlineData("factor: 1.06", "factor: .nan", "a.yaml:4:9: factor: expected a number, found '.nan'")]
    [InlineData("factor: 1.06", "factor: NaN", "a.yaml:4:9: factor: expected a number, found 'NaN'")]
    [InlineData("factor: 1.06", "factor: 1e999", "a.yaml:4:9: factor: expected a number, found '1e999'")]
    [InlineData("factor: 1.06", "factor: 1,06", "a.yaml:4:9: factor: expected a number, found '1,06'")]
    [InlineData("factor: 1.06", "factor: -1", "a.yaml:4:9: factor: -1 is out of range; expected at least 0")]
    [InlineData("limit: 4.25 V", "limit: 4.25", "a.yaml:5:8: limit: '4.25' is no voltage: expected a number with V, mV, uV or µV")]
    [InlineData("limit: 4.25 V", "limit: 4.25 A", "a.yaml:5:8: limit: '4.25 A' is no voltage: expected a number with V, mV, uV or µV")]
    [InlineData("limit: 4.25 V", "limit: 425 V", "a.yaml:5:8: limit: 425 V is out of range; expected 0 to 6 V")]
    [InlineData("limit: 4.25 V", "limit: {value: 4.25 V}", "a.yaml:5:8: limit: expected a voltage, found a map")]
    [InlineData("enabled: true", "enabled: yes", "a.yaml:6:10: enabled: expected true or false, found 'yes'")]
    [InlineData("estimator: ekf", "estimator: efk", "a.yaml:7:12: estimator: 'efk' is not known; expected one of coulomb, ocv, ekf")]
    [InlineData("estimator: ekf", "estimator: coulumb", "(did you mean 'coulomb'?)")]
    [InlineData("- wait: 300 ms", "- wai: 300 ms", "a.yaml:9:5: rows[1]: unknown key 'wai'; expected one of wait, deep (did you mean 'wait'?)")]
    [InlineData("- wait: 300 ms", "- 300 ms", "a.yaml:9:5: rows[1]: expected a map of keys and values, found '300 ms'")]
    [InlineData("- wait: 300 ms", "- wait: 300 parsecs", "a.yaml:9:11: rows[1].wait: '300 parsecs' is no time: expected a number with s, ms, min, h or d")]
    [InlineData("- wait: 300 ms", "- &first {wait: 300 ms}", "a.yaml:9:5: rows[1]: the anchor '&first'; anchors are not read here")]
    [InlineData("deep: {soc: 12 %}", "deep: *first", "aliases are not read here")]
    [InlineData("deep: {soc: 12 %}", "deep: !!map {soc: 12 %}", "tags are not read here")]
    [InlineData("deep: {soc: 12 %}", "deep: !unknown 3", "tags are not read here")]
    [InlineData("deep: {soc: 12 %}}", "deep: {soc: 12 %}", "a.yaml:9:11: rows[1].wait: broken YAML after this; expected every bracket, brace and quote to be closed")]
    [InlineData("  - wait: 300 ms", "\t- wait: 300 ms", "a.yaml:9:1: broken YAML: a tab in the indentation; it is indented with blanks")]
    [InlineData("empty:", "---\nname: second", "a second document; expected one")]
    [InlineData("empty:", "? [a, b]\n: c", "a key has to be a plain name")]
    [InlineData("empty:", "'open: 1", "broken YAML")]
    [InlineData("empty:", "empty: %bad", "broken YAML")]
    [InlineData("empty:", " empty: 1", "broken YAML")]
    public void A_mutation_is_refused_with_its_place(string found, string replacement, string expected)
    {
        Assert.Contains(found, Good, StringComparison.Ordinal);
        string message = RefusalOf(Good.Replace(found, replacement, StringComparison.Ordinal));
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_has_to_have_its_length()
    {
        YamlItem rows = YamlReader.Parse("[1, 2, 3]", "a.yaml");
        Assert.Equal("a.yaml:1:1: a list of 3; expected 4 to 5", Assert.Throws<BadInputException>(() => rows.List(4, 5)).Message);
        Assert.Equal("a.yaml:1:1: a list of 3; expected 2", Assert.Throws<BadInputException>(() => rows.List(2, 2)).Message);
        Assert.Equal("a.yaml:1:1: a list of 3; expected at least 4", Assert.Throws<BadInputException>(() => rows.List(4)).Message);
    }

    [Fact]
    public void Exactly_one_of_several_keys_has_to_be_there()
    {
        YamlMap Map(string text) => YamlReader.Parse(text, "a.yaml").AnyMap();
        Assert.Equal("b", Map("b: 1").RequireOneOf("a", "b"));
        Assert.Contains("one of the keys a, b is missing", Refusal(() => Map("c: 1").RequireOneOf("a", "b")), StringComparison.Ordinal);
        Assert.Contains("only one of the keys a, b can be given", Refusal(() => Map("{a: 1, b: 2}").RequireOneOf("a", "b")), StringComparison.Ordinal);
    }

    /// <summary>Every cut of the text, every letter replaced by those that YAML gives a meaning to: read, or one line, never anything else.</summary>
    [Fact]
    public void Whatever_is_cut_or_overwritten_is_read_or_refused_with_one_line()
    {
        int refused = 0;
        foreach (string text in Mutations())
        {
            try
            {
                ReadShape(text);
            }
            catch (BadInputException problem)
            {
                refused++;
                Assert.StartsWith("a.yaml:", problem.Message, StringComparison.Ordinal);
                Assert.True(problem.Message.AsSpan().IndexOfAny('\r', '\n') < 0, problem.Message);
            }
        }
        Assert.InRange(refused, 1000, 10_000);
    }

    [Fact]
    public void Deep_nesting_is_refused_before_it_exhausts_the_stack()
    {
        string message = RefusalOf(new string('[', 100_000));
        Assert.Contains("nested deeper than 24 levels", message, StringComparison.Ordinal);
        Assert.Contains("nested deeper than 24 levels", RefusalOf(string.Concat(Enumerable.Repeat("{a: ", 50_000))), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_are_no_text_are_refused()
    {
        using var scratch = new ScratchFolder();
        string Message(string path) => Refusal(() => YamlReader.Read(path, "a pack file"));
        Assert.EndsWith("no such file; expected a pack file", Message(scratch.PathOf("none.yaml")), StringComparison.Ordinal);
        Assert.EndsWith("is a directory; expected a pack file", Message(scratch.Folder), StringComparison.Ordinal);
        Assert.EndsWith("the file is empty; expected YAML", Message(scratch.Write("empty.yaml", "# nothing\n")), StringComparison.Ordinal);
        File.WriteAllBytes(scratch.PathOf("binary.yaml"), [0x31, 0, 0x32]);
        Assert.Contains("a zero byte at offset 1: a binary file; expected YAML text", Message(scratch.PathOf("binary.yaml")), StringComparison.Ordinal);
        File.WriteAllBytes(scratch.PathOf("latin.yaml"), [0x61, 0x3A, 0x20, 0xFF]);
        Assert.Contains("not UTF-8 at byte 3", Message(scratch.PathOf("latin.yaml")), StringComparison.Ordinal);
        File.WriteAllBytes(scratch.PathOf("long.yaml"), new byte[YamlReader.MaximumBytes + 1]);
        Assert.Contains("of at most 1048576 bytes", Message(scratch.PathOf("long.yaml")), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Mutations()
    {
        for (int index = 0; index < Good.Length; index++)
        {
            yield return Good[..index];
            yield return Good.Remove(index, 1);
            foreach (char letter in "\t:{}[]&*!|>'\"%@`#,?-\n\u0007")
                yield return string.Concat(Good.AsSpan(0, index), letter.ToString(CultureInfo.InvariantCulture), Good.AsSpan(index + 1));
        }
    }

    private static string RefusalOf(string text)
    {
        string message = Refusal(() => ReadShape(text));
        Assert.StartsWith("a.yaml:", message, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", message, StringComparison.Ordinal);
        return message;
    }

    private static string Refusal(Action read) => Assert.Throws<BadInputException>(read).Message;

    private static Shape ReadShape(string text)
    {
        YamlMap map = YamlReader.Parse(text, "a.yaml").Map("name", "groups", "factor", "limit", "enabled", "estimator", "rows", "empty");
        YamlMap[] rows = [.. map.Require("rows").List(1, 9).Select(row => row.Map("wait", "deep"))];
        Assert.Null(map.Find("empty")?.Text());
        return new Shape(
            map.Require("name").Text(),
            map.Require("groups").WholeNumber(1, 32),
            map.Require("factor").Number(0),
            map.Require("limit").Quantity(Dimension.Voltage, 0, 6),
            map.Require("enabled").Flag(),
            map.Require("estimator").Choice(Estimators),
            [.. rows.Select(row => row.Require("wait").Quantity(Dimension.Time))],
            rows[^1].Require("deep").Map("soc").Require("soc").Quantity(Dimension.Fraction, 0, 1));
    }

    private sealed record Shape(
        string Name, int Groups, double Factor, double Limit, bool Enabled, int Estimator, double[] Waits, double Soc);
}

using System.Linq;
using System.Text;
using Bms.Hil.Traces;
using Xunit;

namespace Bms.Hil.Tests.Traces;

public sealed class SkippedRowTests
{
    private const string Header = "Test Time / s,Voltage / V,Current / A,Net Capacity / Ah,Cell Voltage 1 / V\n";

    [Theory]
    [InlineData("1,abc,0,0,3", "line 3, Voltage / V: 'abc' is not a number")]
    [InlineData("1,3.7V,0,0,3", "line 3, Voltage / V: '3.7V' is not a number")]
    [InlineData("1,NaN,0,0,3", "line 3, Voltage / V: 'NaN' where there must be a value")]
    [InlineData("1,3,,0,3", "line 3, Current / A: the cell is empty")]
    [InlineData(",3,0,0,3", "line 3, Test Time / s: the cell is empty")]
    [InlineData("1,Infinity,0,0,3", "line 3, Voltage / V: 'Infinity' is not a number")]
    [InlineData("1,3,-inf,0,3", "line 3, Current / A: '-inf' is not a number")]
    [InlineData("1,3,1e999,0,3", "line 3, Current / A: '1e999' is out of the range of a measurement")]
    [InlineData("1,3,0,1e999,3", "line 3, Net Capacity / Ah: '1e999' is out of the range of a measurement")]
    [InlineData("1,1000.1,0,0,3", "line 3, Voltage / V: '1000.1' is out of the range of a measurement")]
    [InlineData("1,3,-100001,0,3", "line 3, Current / A: '-100001' is out of the range of a measurement")]
    [InlineData("1,3,0,0,-1001", "line 3, Cell Voltage 1 / V: '-1001' is out of the range of a measurement")]
    [InlineData("1,3,0,none,3", "line 3, Net Capacity / Ah: 'none' is not a number")]
    [InlineData("1,3", "line 3, Current / A: the line ends after 2 of 5 cells")]
    [InlineData("1,3,0,0", "line 3, Cell Voltage 1 / V: the line ends after 4 of 5 cells")]
    [InlineData("1,3,7,0,5,1,2", "line 3: more than 5 cells, as many as the header has")]
    [InlineData("1;3;0;0;3", "line 3, Test Time / s: '1;3;0;0;3' is not a number")]
    [InlineData("total,,,,", "line 3, Test Time / s: 'total' is not a number")]
    public void Names_line_column_and_text(string line, string expected)
    {
        using TraceReader reader = TraceText.Open(Header + "0,3,0,0,3\n" + line + "\n2,3,0,0,3\n");
        Assert.Equal([0.0, 2.0], TraceText.Rows(reader).Select(row => row.Time));
        Assert.Equal(1, reader.SkippedRows);
        Assert.Equal(expected, Assert.Single(reader.FirstSkipped).ToString());
    }

    [Theory]
    [InlineData("1,1000,100000,0,-1000")]
    [InlineData("-1,-1000,-100000,1e9,1000")]
    public void Keeps_what_is_just_possible(string line)
    {
        using TraceReader reader = TraceText.Open(Header + line + "\n");
        Assert.Single(TraceText.Rows(reader));
    }

    [Fact]
    public void Counts_all_and_names_the_first_twenty()
    {
        var text = new StringBuilder(Header);
        for (int row = 0; row < 100; row++)
            text.Append(row % 2 == 0 ? "x,3,0,0,3\n" : "1,3,0,0,3\n");
        using TraceReader reader = TraceText.Open(text.ToString());
        Assert.Equal(50, TraceText.Rows(reader).Count);
        Assert.Equal(50, reader.SkippedRows);
        Assert.Equal(TraceReader.MostSkippedNamed, reader.FirstSkipped.Count);
        Assert.Equal(2 + 38, reader.FirstSkipped[^1].Line);
    }

    [Fact]
    public void Skips_a_line_longer_than_the_buffer_and_reads_on()
    {
        using TraceReader reader = TraceText.Open(
            Header + "0,3,0,0,3\n" + new string('7', 3 * LineBuffer.Capacity) + ",3,0,0,3\n2,3,0,0,3\n");
        Assert.Equal([0.0, 2.0], TraceText.Rows(reader).Select(row => row.Time));
        Assert.Equal($"line 3: the line is longer than {LineBuffer.Capacity} bytes", Assert.Single(reader.FirstSkipped).ToString());
    }

    [Fact]
    public void Shortens_and_cleans_the_text_it_quotes()
    {
        var plausible = new StringBuilder(Header);
        for (int row = 0; row < 1000; row++)
            plausible.Append("0,3,0,0,3\n");
        using TraceReader reader = TraceText.Open(plausible + "1," + new string('y', 99) + "\u001b[31m,0,0,3\n2,\u0007,0,0,3\n");
        TraceText.Rows(reader);
        Assert.Equal($"'{new string('y', 40)}…' is not a number", reader.FirstSkipped[0].Reason);
        Assert.Equal("'?' is not a number", reader.FirstSkipped[1].Reason);
    }
}

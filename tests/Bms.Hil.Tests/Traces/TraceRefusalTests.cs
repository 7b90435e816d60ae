using System;
using System.IO;
using System.Linq;
using System.Text;
using Bms.Hil.Traces;
using Xunit;

namespace Bms.Hil.Tests.Traces;

public sealed class TraceRefusalTests
{
    [Fact]
    public void Refuses_a_missing_file()
    {
        string path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"), "none.csv");
        Assert.Equal($"{path}: no such file", Assert.Throws<BadInputException>(() => TraceReader.Open(path)).Message);
    }

    [Fact]
    public void Refuses_a_directory() =>
        Assert.Contains("is a directory", Assert.Throws<BadInputException>(() => TraceReader.Open(Path.GetTempPath())).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("", "test.csv: is empty; expected a header with the columns of BDF CSV")]
    [InlineData("\n \n\n", "test.csv: is empty; expected a header with the columns of BDF CSV")]
    [InlineData("Test Time / s,Voltage / V,Power / W\n1,2,3\n", "test.csv: line 1: no column 'Current / A' (or current_ampere); found: 'Test Time / s', 'Voltage / V', 'Power / W'")]
    [InlineData("a,b\n1,2\n", "test.csv: line 1: no column 'Test Time / s' (or test_time_second), no column 'Voltage / V' (or voltage_volt), no column 'Current / A' (or current_ampere); found: 'a', 'b'")]
    [InlineData("Test Time / s;Voltage / V;Current / A\n", "test.csv: line 1: no column 'Test Time / s' (or test_time_second), no column 'Voltage / V' (or voltage_volt), no column 'Current / A' (or current_ampere); found: 'Test Time / s;Voltage / V;Current / A'; columns must be separated by commas")]
    [InlineData("Test Time / s,Voltage / V,Current / A,voltage_volt\n1,2,3,4\n", "test.csv: line 1: columns 2 ('Voltage / V') and 4 ('voltage_volt') are both Voltage / V; expected it once")]
    [InlineData("Test Time / s,Voltage / V,Current / A,Cell Voltage 1 / V,Cell Voltage 3 / V\n1,2,3,4,5\n", "test.csv: line 1: no column 'Cell Voltage 2 / V' though there is one 'Cell Voltage 3 / V'; group voltages must be numbered from 1 without a hole")]
    public void Refuses_a_header_that_does_not_do(string text, string expected)
    {
        Assert.Equal(expected, Assert.Throws<BadInputException>(() => TraceText.Open(text)).Message);
        Assert.Equal(expected, Assert.Throws<BadInputException>(() => TraceText.Open(TraceText.Gzip(text))).Message);
    }

    [Theory]
    [InlineData("", "test.csv: no usable row; the file ends with the header")]
    [InlineData("x,y,z\n1,2\n", "test.csv: no usable row: line 2, Test Time / s: 'x' is not a number")]
    [InlineData("1,NaN,3\n1,Infinity,3\n", "test.csv: no usable row: line 2, Voltage / V: 'NaN' where there must be a value")]
    public void Refuses_a_trace_without_a_usable_row(string rows, string expected)
    {
        using TraceReader reader = TraceText.Open(TraceText.Header + rows);
        Assert.Equal(expected, Assert.Throws<BadInputException>(() => reader.Read(new TraceRow())).Message);
    }

    [Fact]
    public void Refuses_binary_files()
    {
        byte[] parquet = [.. "PAR1"u8, 0x15, 0x04, 0x15, 0x80];
        Assert.Equal(
            "test.csv: is not text (byte 0x15 at 4); expected BDF CSV, plain or gzip",
            Assert.Throws<BadInputException>(() => TraceText.Open(parquet)).Message);

        byte[] noise = new byte[100_000];
        new Random(3).NextBytes(noise);
        Assert.Contains("is not text", Assert.Throws<BadInputException>(() => TraceText.Open(noise)).Message, StringComparison.Ordinal);

        byte[] wide = Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(TraceText.Header)).ToArray();
        Assert.Contains("UTF-16", Assert.Throws<BadInputException>(() => TraceText.Open(wide)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_header_without_an_end()
    {
        string endless = new('h', 2 * LineBuffer.Capacity);
        Assert.Contains("line 1 is longer than", Assert.Throws<BadInputException>(() => TraceText.Open(endless)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_gzip_cut_at_any_byte()
    {
        byte[] whole = TraceText.Gzip(TraceText.Csv(300, index => (index, 3.7 + (0.01 * Math.Sin(index)), Math.Cos(index))));
        using (TraceReader reader = TraceText.Open(whole))
            Assert.Equal(300, TraceText.Rows(reader).Count);
        for (int length = 2; length < whole.Length; length++)
        {
            byte[] cut = whole[..length];
            BadInputException error = Assert.Throws<BadInputException>(() =>
            {
                using TraceReader reader = TraceText.Open(cut);
                TraceText.Rows(reader);
            });
            Assert.Contains("the gzip data ends early or is damaged after line", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Refuses_gzip_with_a_wrong_checksum_or_length()
    {
        byte[] whole = TraceText.Gzip(TraceText.Header + "1,2,3\n");
        for (int fromEnd = 1; fromEnd <= 8; fromEnd++)
        {
            byte[] damaged = [.. whole];
            damaged[^fromEnd] ^= 0x10;
            Assert.Throws<BadInputException>(() =>
            {
                using TraceReader reader = TraceText.Open(damaged);
                TraceText.Rows(reader);
            });
        }
    }

    [Fact]
    public void Says_how_far_a_cut_gzip_was_good()
    {
        const int Count = 100_000;
        byte[] whole = TraceText.Gzip(TraceText.Csv(Count, index => (index, 3.7 + (0.01 * Math.Sin(index)), Math.Cos(index))));
        using TraceReader reader = TraceText.Open(whole[..(whole.Length / 2)]);
        var row = new TraceRow();
        BadInputException error = Assert.Throws<BadInputException>(() =>
        {
            while (reader.Read(row))
            {
            }
        });
        Assert.InRange(reader.RowsRead, Count / 3, 2 * Count / 3);
        Assert.Equal($"test.csv: the gzip data ends early or is damaged after line {reader.RowsRead + 1}", error.Message);
    }
}

using System.IO;
using System.IO.Compression;
using System.Text;
using Bms.Hil.Traces;
using Xunit;

namespace Bms.Hil.Tests.Traces;

public sealed class TraceReaderTests
{
    [Theory]
    [InlineData("Test Time / s,Voltage / V,Current / A\n1,3.7,-2\n2,3.6,-2.5\n")]
    [InlineData("test_time_second,voltage_volt,current_ampere\n1,3.7,-2\n2,3.6,-2.5\n")]
    [InlineData("Current / A,Test Time / s,Voltage / V\n-2,1,3.7\n-2.5,2,3.6\n")]
    [InlineData("Test Time / s,Voltage / V,Current / A\r\n1,3.7,-2\r\n2,3.6,-2.5\r\n")]
    [InlineData("Test Time / s,Voltage / V,Current / A\n1,3.7,-2\n2,3.6,-2.5")]
    [InlineData("\uFEFFTest Time / s,Voltage / V,Current / A\n1,3.7,-2\n2,3.6,-2.5\n")]
    [InlineData("\"Test Time / s\",\"Voltage / V\",\"Current / A\"\n1,3.7,-2\n2,3.6,-2.5\n")]
    [InlineData(" Test Time / s , VOLTAGE / V,current / a\n 1 , 3.7,-2 \n2,\"3.6\",-2.50\n")]
    [InlineData("\n\nTest Time / s,Voltage / V,Current / A\n\n1,3.7,-2\n   \n2,3.6,-2.5\n\n")]
    [InlineData("Test Time / s,Voltage / V,Current / A,\n1,3.7,-2,\n2,3.6,-2.5,\n")]
    [InlineData("Test Time / s,Voltage / V,Current / A\n1,3.7,-2,,\n2,3.6,-2.5,,\n")]
    [InlineData("Step Type,Test Time / s,Voltage / V,Current / A,Note\n\"CC, slow\",1,3.7,-2,\"a, \"\"b\"\"\"\nCV,2,3.6,-2.5,\n")]
    public void Reads_every_lawful_way_to_write_the_same_rows(string text)
    {
        using TraceReader plain = TraceText.Open(text);
        Assert.Equal([(1.0, 3.7, -2.0), (2.0, 3.6, -2.5)], TraceText.Rows(plain));
        Assert.Equal((2, 0), (plain.RowsRead, plain.SkippedRows));
        Assert.False(plain.IsGzip);

        using TraceReader compressed = TraceText.Open(TraceText.Gzip(text));
        Assert.Equal([(1.0, 3.7, -2.0), (2.0, 3.6, -2.5)], TraceText.Rows(compressed));
        Assert.True(compressed.IsGzip);
    }

    [Theory]
    [InlineData("Net Capacity / Ah", "Surface Temperature / degC", "Ambient Temperature / degC", "Temperature T1 / degC", "Temperature T5 / degC")]
    [InlineData("net_capacity_ah", "surface_temperature_celsius", "ambient_temperature_celsius", "temperature_t1_celsius", "temperature_t5_celsius")]
    public void Reads_optional_columns_by_either_name(string counter, string surface, string ambient, string first, string fifth)
    {
        using TraceReader reader = TraceText.Open(
            $"Test Time / s,Voltage / V,Current / A,{counter},{surface},{ambient},{first},{fifth}\n1,3.7,0,-0.5,31,25,30,35\n2,3.7,0,,,,NaN,nan\n");
        var row = new TraceRow();
        Assert.True(reader.Read(row));
        Assert.Equal((-0.5, 31, 25), (row.NetCapacityAmpHours, row.SurfaceTemperatureCelsius, row.AmbientTemperatureCelsius));
        Assert.Equal([30, double.NaN, double.NaN, double.NaN, 35], row.SensorTemperaturesCelsius.ToArray());

        Assert.True(reader.Read(row));
        Assert.True(double.IsNaN(row.NetCapacityAmpHours) && double.IsNaN(row.SurfaceTemperatureCelsius));
        Assert.True(double.IsNaN(row.SensorTemperaturesCelsius[0]) && double.IsNaN(row.AmbientTemperatureCelsius));
        Assert.Equal(0, reader.SkippedRows);
    }

    [Theory]
    [InlineData("Cell Voltage {0} / V")]
    [InlineData("cell_voltage_{0}_volt")]
    public void Reads_a_pack_of_32_groups(string name)
    {
        var header = new StringBuilder("Test Time / s,Voltage / V,Current / A");
        var line = new StringBuilder("0,100,1");
        for (int cell = 32; cell >= 1; cell--)
        {
            header.Append(',').Append(name.Replace("{0}", $"{cell}", System.StringComparison.Ordinal));
            line.Append(cell == 7 ? "," : $",3.{cell}");
        }

        using TraceReader reader = TraceText.Open($"{header}\n{line}\n");
        var row = new TraceRow();
        Assert.True(reader.Read(row));
        Assert.Equal(32, reader.Columns.CellCount);
        Assert.Equal(32, row.CellVolts.Length);
        Assert.Equal(3.1, row.CellVolts[0]);
        Assert.Equal(3.32, row.CellVolts[31]);
        Assert.True(double.IsNaN(row.CellVolts[6]));
    }

    [Fact]
    public void Lists_the_columns_it_reads_and_the_ones_it_does_not()
    {
        using TraceReader reader = TraceText.Open("Step ID,Test Time / s,Power / W,Voltage / V,Current / A,Cycle Count / 1,Cycle Count / 1\n1,0,1,3,1,1,1\n");
        Assert.Equal(["Test Time / s", "Voltage / V", "Current / A"], reader.Columns.Used);
        Assert.Equal(["Step ID", "Power / W", "Cycle Count / 1", "Cycle Count / 1"], reader.Columns.Ignored);
    }

    [Fact]
    public void Numbers_lines_as_an_editor_does()
    {
        using TraceReader reader = TraceText.Open("\n" + TraceText.Header + "\n0,3,1\nbad\n1,3,1\n");
        var row = new TraceRow();
        Assert.True(reader.Read(row));
        Assert.Equal(4, row.LineNumber);
        Assert.True(reader.Read(row));
        Assert.Equal(6, row.LineNumber);
    }

    [Fact]
    public void Leaves_time_that_runs_backwards_or_repeats_to_the_consumer()
    {
        using TraceReader reader = TraceText.Open(TraceText.Header + "5,3,1\n5,3,1\n2,3,1\n");
        Assert.Equal([(5.0, 3.0, 1.0), (5.0, 3.0, 1.0), (2.0, 3.0, 1.0)], TraceText.Rows(reader));
    }

    [Fact]
    public void A_row_of_another_reader_keeps_nothing_of_it()
    {
        var row = new TraceRow();
        using TraceReader pack = TraceText.Open("Test Time / s,Voltage / V,Current / A,Cell Voltage 1 / V\n0,3,1,2.9\n");
        Assert.True(pack.Read(row));
        using TraceReader cell = TraceText.Open(TraceText.Header + "0,3,1\n");
        Assert.True(cell.Read(row));
        Assert.Equal(0, row.CellVolts.Length);
        Assert.True(double.IsNaN(row[TraceQuantity.FirstCellVoltage]));
    }

    [Fact]
    public void Reads_lines_across_the_ends_of_its_buffer()
    {
        const int Count = 60_000;
        string text = TraceText.Csv(Count, index => (0.1 * index, 3 + (0.00001 * index), -1));
        Assert.True(text.Length > 3 * LineBuffer.Capacity);
        using TraceReader reader = TraceText.Open(TraceText.Gzip(text));
        var row = new TraceRow();
        for (int index = 0; index < Count; index++)
        {
            Assert.True(reader.Read(row));
            Assert.Equal((index + 2, 0.1 * index, 3 + (0.00001 * index)), (row.LineNumber, row.TimeSeconds, row.VoltageVolts));
        }

        Assert.False(reader.Read(row));
    }

    [Fact]
    public void Reads_gzip_of_several_members()
    {
        byte[] whole = [.. TraceText.Gzip(TraceText.Header + "1,3,0\n"), .. TraceText.Gzip("2,3,0\n")];
        using TraceReader reader = TraceText.Open(whole);
        Assert.Equal(2, TraceText.Rows(reader).Count);
    }

    [Fact]
    public void Disposing_the_reader_closes_the_file()
    {
        var stream = new MemoryStream(Encoding.UTF8.GetBytes(TraceText.Header));
        TraceReader.Open(stream, "test.csv").Dispose();
        Assert.False(stream.CanRead);
    }

    [Fact]
    public void Knows_a_pipe_from_a_file()
    {
        using TraceReader file = TraceText.Open(TraceText.Header + "1,3,0\n");
        Assert.True(file.CanReadAgain);
        var pipe = new GZipStream(new MemoryStream(TraceText.Gzip(TraceText.Header + "1,3,0\n")), CompressionMode.Decompress);
        using TraceReader piped = TraceReader.Open(pipe, "pipe");
        Assert.False(piped.CanReadAgain);
        Assert.Single(TraceText.Rows(piped));
    }
}

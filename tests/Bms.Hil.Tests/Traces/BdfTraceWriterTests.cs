using System;
using System.IO;
using System.Text;
using Bms.Hil.Traces;
using Xunit;

namespace Bms.Hil.Tests.Traces;

public sealed class BdfTraceWriterTests
{
    private static readonly TraceWriterColumn[] Columns =
    [
        new(TraceQuantity.TestTime, 3), new(TraceQuantity.Voltage), new(TraceQuantity.Current, 4), new(TraceQuantity.SurfaceTemperature, 0),
        new(TraceQuantity.FirstCellVoltage), new(TraceQuantity.FirstCellVoltage + 1),
    ];

    [Fact]
    public void Writes_label_headers_fixed_decimals_and_empty_cells()
    {
        using var stream = new MemoryStream();
        using (var writer = new BdfTraceWriter(stream, Columns, gzip: false))
        {
            var row = new TraceRow(2) { TimeSeconds = 0, VoltageVolts = 7.25, CurrentAmps = -0.00001 };
            row.CellVolts[0] = 3.625;
            writer.Write(row);
            row.TimeSeconds = 1234.5678;
            row.CurrentAmps = -1.23456;
            row.SurfaceTemperatureCelsius = 25.4;
            row.CellVolts[1] = 1e-7;
            writer.Write(row);
        }

        Assert.Equal(
            "Test Time / s,Voltage / V,Current / A,Surface Temperature / degC,Cell Voltage 1 / V,Cell Voltage 2 / V\n"
            + "0.000,7.25,0.0000,,3.625,\n"
            + "1234.568,7.25,-1.2346,25,3.625,1E-07\n",
            Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Reads_back_the_same_doubles_and_writes_the_same_bytes_again(bool gzip)
    {
        byte[] first = RandomTrace(gzip);
        Assert.Equal(first, RandomTrace(gzip));

        using TraceReader reader = TraceReader.Open(new MemoryStream(first), "written");
        Assert.Equal(gzip, reader.IsGzip);
        var random = new Random(11);
        var expected = new TraceRow(2);
        var read = new TraceRow();
        while (reader.Read(read))
        {
            Fill(expected, random);
            for (int slot = 0; slot < TraceQuantity.Count; slot++)
                Assert.Equal(expected[slot], read[slot]);
        }

        Assert.Equal((5000, 0), (reader.RowsRead, reader.SkippedRows));
    }

    [Fact]
    public void Gzip_header_holds_neither_name_nor_time()
    {
        byte[] bytes = RandomTrace(gzip: true);
        Assert.Equal([0x1F, 0x8B, 8, 0, 0, 0, 0, 0], bytes[..8]);
    }

    [Fact]
    public void Compresses_by_the_name_of_the_file()
    {
        string folder = Directory.CreateTempSubdirectory("bms-writer-").FullName;
        try
        {
            foreach (string name in (string[])["a.bdf.csv", "a.bdf.csv.gz"])
            {
                string path = Path.Combine(folder, name);
                using (BdfTraceWriter writer = BdfTraceWriter.Create(path, Columns))
                    writer.Write(new TraceRow(2) { TimeSeconds = 1, VoltageVolts = 2, CurrentAmps = 3 });
                using TraceReader reader = TraceReader.Open(path);
                Assert.Equal(name.EndsWith(".gz", StringComparison.Ordinal), reader.IsGzip);
                Assert.Equal([(1.0, 2.0, 3.0)], TraceText.Rows(reader));
            }

            Assert.Throws<BadInputException>(() => BdfTraceWriter.Create(folder, Columns));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(1, double.NegativeInfinity)]
    public void Refuses_a_row_that_no_reader_would_take_and_writes_nothing_of_it(double amps, double celsius)
    {
        using var stream = new MemoryStream();
        using (var writer = new BdfTraceWriter(stream, Columns, gzip: false))
        {
            var row = new TraceRow(2) { TimeSeconds = 1, VoltageVolts = 1, CurrentAmps = amps, SurfaceTemperatureCelsius = celsius };
            Assert.Throws<ArgumentException>(() => writer.Write(row));
        }

        Assert.EndsWith("Cell Voltage 2 / V\n", Encoding.UTF8.GetString(stream.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_columns_that_make_no_trace()
    {
        using var stream = new MemoryStream();
        Assert.Throws<ArgumentException>(() => new BdfTraceWriter(stream, Columns[..2], gzip: false));
        Assert.Throws<ArgumentException>(() => new BdfTraceWriter(stream, [.. Columns, Columns[0]], gzip: false));
        Assert.Throws<ArgumentException>(() => new BdfTraceWriter(stream, [.. Columns, new(TraceQuantity.Count)], gzip: false));
        Assert.Throws<ArgumentException>(() => new BdfTraceWriter(stream, [.. Columns, new(TraceQuantity.NetCapacity, 16)], gzip: false));
    }

    private static byte[] RandomTrace(bool gzip)
    {
        TraceWriterColumn[] exact = Array.ConvertAll(Columns, column => new TraceWriterColumn(column.Slot));
        using var stream = new MemoryStream();
        using (var writer = new BdfTraceWriter(stream, exact, gzip))
        {
            var random = new Random(11);
            var row = new TraceRow(2);
            for (int count = 0; count < 5000; count++)
            {
                Fill(row, random);
                writer.Write(row);
            }
        }

        return stream.ToArray();
    }

    private static void Fill(TraceRow row, Random random)
    {
        row.TimeSeconds = random.NextDouble() * 1e6;
        row.VoltageVolts = 3 + random.NextDouble();
        row.CurrentAmps = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-12, 4));
        row.SurfaceTemperatureCelsius = random.Next(3) == 0 ? double.NaN : random.NextDouble() * 60;
        row.CellVolts[0] = random.NextDouble();
        row.CellVolts[1] = random.NextDouble() * 1e-10;
    }
}

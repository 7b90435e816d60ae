using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Text;
using Bms.Hil.Traces;
using Bms.Hil.Traces.Inspection;

namespace Bms.Hil.Tests.Traces;

/// <summary>Small traces written in the tests themselves.</summary>
internal static class TraceText
{
    public const string Header = "Test Time / s,Voltage / V,Current / A\n";

    public static TraceReader Open(string text) => Open(Encoding.UTF8.GetBytes(text));

    public static TraceReader Open(byte[] bytes) => TraceReader.Open(new MemoryStream(bytes), "test.csv");

    /// <summary>All rows as (time, voltage, current).</summary>
    public static List<(double Time, double Volts, double Amps)> Rows(TraceReader reader)
    {
        var rows = new List<(double, double, double)>();
        var row = new TraceRow();
        while (reader.Read(row))
            rows.Add((row.TimeSeconds, row.VoltageVolts, row.CurrentAmps));
        return rows;
    }

    public static byte[] Gzip(string text)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return compressed.ToArray();
    }

    public static TraceInspection Inspect(string text) => TraceInspector.Inspect(() => Open(text), default);

    /// <summary>Time, voltage and current of each row.</summary>
    public static string Csv(int rows, Func<int, (double Time, double Volts, double Amps)> row)
    {
        var text = new StringBuilder(Header);
        for (int index = 0; index < rows; index++)
        {
            (double time, double volts, double amps) = row(index);
            text.Append(FormattableString.Invariant($"{time},{volts},{amps}\n"));
        }

        return text.ToString();
    }
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;

namespace Bms.Hil.Tests.Support;

/// <summary>Reads named columns of a small, clean, compressed CSV file whole. The tests' own, so that they do not lean on what they test.</summary>
internal static class GzipColumns
{
    public static double[][] Read(string path, params string[] names)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        string[] header = reader.ReadLine()!.Split(',');
        int[] places = Array.ConvertAll(names, name => Array.IndexOf(header, name));
        List<double>[] columns = Array.ConvertAll(names, _ => new List<double>());
        while (reader.ReadLine() is { } line)
        {
            string[] fields = line.Split(',');
            for (int k = 0; k < names.Length; k++)
                columns[k].Add(double.Parse(fields[places[k]], CultureInfo.InvariantCulture));
        }
        return Array.ConvertAll(columns, column => column.ToArray());
    }
}

using System;
using System.Globalization;
using System.IO;
using System.Text;

namespace Bms.Hil.Tests.Support;

/// <summary>Makes small recordings in a folder of their own, removed afterwards.</summary>
internal sealed class SmallTrace : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("bms-small-").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>Writes a file as it is.</summary>
    public string Write(string name, string text)
    {
        string path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>A constant discharge of the synthetic ternary cell's size, with a counter where asked: one row a second.</summary>
    public string Discharge(string name, int rows, double amps, bool withCounter = true, double startSeconds = 0, Func<int, double>? volts = null)
    {
        var text = new StringBuilder("Test Time / s,Voltage / V,Current / A,Surface Temperature / degC");
        text.Append(withCounter ? ",Net Capacity / Ah\n" : "\n");
        for (int row = 0; row < rows; row++)
        {
            double voltage = volts?.Invoke(row) ?? 3.7;
            text.Append(CultureInfo.InvariantCulture, $"{startSeconds + row},{voltage:0.####},{amps},25");
            if (withCounter)
                text.Append(CultureInfo.InvariantCulture, $",{amps * row / 3600:0.########}");
            text.Append('\n');
        }
        return Write(name, text.ToString());
    }
}

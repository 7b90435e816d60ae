using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using ExcelDataReader;

namespace Bms.Hil.SecondLife;

/// <summary>
/// Reads a table of pulse tests, a workbook (.xlsx) or CSV, one row for each cell and state of charge. Of a workbook's sheets the first
/// that has the columns is read. Every fault is told with sheet, row and column.
/// </summary>
public static class PulseTableReader
{
    private const int MostRows = 100_000;

    /// <summary>Reads a table.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sheet">The sheet; null for the first that has the columns.</param>
    /// <exception cref="BadInputException">It cannot be read, or something in it is missing or wrong.</exception>
    public static PulseTable Read(string path, string? sheet = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        // The library asks for this code page even of files that do not use it.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        try
        {
            using FileStream stream = File.Open(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            bool workbook = path.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase);
            using IExcelDataReader reader = workbook ? ExcelReaderFactory.CreateOpenXmlReader(stream) : ExcelReaderFactory.CreateCsvReader(stream);
            return Read(path, reader, sheet);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ExcelDataReader.Exceptions.ExcelReaderException
            or InvalidDataException or System.Xml.XmlException)
        {
            throw new BadInputException($"{path}: cannot be read as a workbook (.xlsx) or CSV: {OneLine.Of(problem.Message)}", problem);
        }
    }

    private static PulseTable Read(string path, IExcelDataReader reader, string? sheet)
    {
        var seen = new List<string>();
        string missing = "";
        do
        {
            string name = string.IsNullOrEmpty(reader.Name) ? "" : reader.Name;
            seen.Add(name);
            if (sheet is not null && name != sheet)
                continue;
            string where = name.Length > 0 ? $"{path}, sheet '{name}'" : path;
            if (!reader.Read())
            {
                missing = $"{where}: is empty";
                continue;
            }
            PulseColumns? columns = PulseColumns.Find(reader, out string lacks);
            if (columns is not null)
                return new PulseTable(where, ReadCells(where, reader, columns));
            missing = $"{where}: row 1 has no column {lacks}; expected {PulseColumns.Expected}";
        }
        while (reader.NextResult());
        if (sheet is not null && !seen.Contains(sheet))
            throw new BadInputException($"{path}: no sheet '{sheet}'; it has {string.Join(", ", seen)}");
        throw new BadInputException(missing);
    }

    private static List<PulseCell> ReadCells(string where, IExcelDataReader reader, PulseColumns columns)
    {
        var cells = new Dictionary<string, Draft>();
        var order = new List<Draft>();
        int row = 1;
        while (reader.Read())
        {
            row++;
            if (row > MostRows)
                throw new BadInputException($"{where}: more than {MostRows} rows");
            if (columns.IsBlank(reader))
                continue;
            var place = new PulseRow(where, row, reader, columns);
            string name = place.Name();
            double rated = place.Number(columns.Rated, 0.01, 10_000);
            double? soh = place.Optional(columns.Soh, 0.05, 1.5);
            int soc = (int)Math.Round(place.Number(columns.Soc, 0, 100));
            double[] volts = [.. columns.Volts.Select(column => place.Number(column, 0.5, 6))];
            if (!cells.TryGetValue(name, out Draft? cell))
            {
                cell = new Draft(name, rated, soh);
                cells.Add(name, cell);
                order.Add(cell);
            }
            if (cell.Soh != soh)
                throw place.Refuse(columns.Soh, $"cell {name} has another SOH in an earlier row");
            if (cell.Rated != rated)
                throw place.Refuse(columns.Rated, $"cell {name} has another rated capacity in an earlier row");
            if (cell.Tests.Exists(test => test.SocPercent == soc))
                throw place.Refuse(columns.Soc, $"cell {name} has {soc} % already in an earlier row");
            cell.Tests.Add(new PulseTest(soc, volts));
        }
        if (order.Count == 0)
            throw new BadInputException($"{where}: has no row below its header");
        return [.. order.Select(cell => new PulseCell(cell.Name, cell.Rated, cell.Soh, [.. cell.Tests.OrderBy(test => test.SocPercent)]))];
    }

    private sealed record Draft(string Name, double Rated, double? Soh)
    {
        public List<PulseTest> Tests { get; } = [];
    }
}

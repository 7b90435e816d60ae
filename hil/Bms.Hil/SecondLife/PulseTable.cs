using System.Collections.Generic;

namespace Bms.Hil.SecondLife;

/// <summary>One pulse test of one cell at one state of charge: its voltages at the corners of five pulses.</summary>
/// <param name="SocPercent">The charge put in since empty, in percent of the rated capacity.</param>
/// <param name="Volts">
/// Twenty-one voltages. The first is at rest; then, for each pulse of <see cref="PulseTable.PulseRates"/>: just after the current's start, at
/// the pulse's end, just after the current's end, at the end of the rest.
/// </param>
public sealed record PulseTest(int SocPercent, double[] Volts);

/// <summary>One cell with its pulse tests.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="RatedAmpHours">Capacity when new.</param>
/// <param name="Soh">Measured capacity over the rated one; null where it has not been measured and is to be predicted.</param>
/// <param name="Tests">By rising state of charge.</param>
public sealed record PulseCell(string Name, double RatedAmpHours, double? Soh, IReadOnlyList<PulseTest> Tests);

/// <summary>The cells of a table of pulse tests.</summary>
/// <param name="Source">The file and, where it has several, the sheet.</param>
/// <param name="Cells">In the table's order.</param>
public sealed record PulseTable(string Source, IReadOnlyList<PulseCell> Cells)
{
    /// <summary>The pulses in order, in C of the rated capacity, positive charges.</summary>
    public static IReadOnlyList<double> PulseRates { get; } = [0.5, -0.5, 1, -1, 1.5];

    /// <summary>Voltages of a test.</summary>
    public const int VoltageCount = 21;
}

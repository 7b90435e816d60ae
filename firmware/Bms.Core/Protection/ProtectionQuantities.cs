using Bms.Core.Configuration;
using Bms.Core.Measurement;

namespace Bms.Core.Protection;

/// <summary>
/// What each row of the table looks at in this step: a value, whether there is one, whether it is fresh, and its channel. Values of
/// rows that act below their limit are negated, so that every row acts above.
/// </summary>
public sealed class ProtectionQuantities
{
    internal readonly int[] Value = new int[ProtectionPolicy.RowCount];
    internal readonly bool[] Available = new bool[ProtectionPolicy.RowCount];
    internal readonly bool[] Whole = new bool[ProtectionPolicy.RowCount];
    internal readonly bool[] Fresh = new bool[ProtectionPolicy.RowCount];
    internal readonly int[] Channel = new int[ProtectionPolicy.RowCount];

    /// <summary>Whether rows of the charge direction count: while charging, and while the current is not known.</summary>
    internal bool Charging;

    /// <summary>Whether rows of the discharge direction count: while discharging, and while the current is not known.</summary>
    internal bool Discharging;

    /// <summary>Takes one step's quantities.</summary>
    public void Read(MeasurementStage measurement)
    {
        CurrentDirection direction = measurement.Direction;
        Charging = direction == CurrentDirection.Charging || direction == CurrentDirection.Unknown;
        Discharging = direction == CurrentDirection.Discharging || direction == CurrentDirection.Unknown;
        ReadCells(measurement.Cells);
        ReadTemperatures(measurement.Temperatures);
        ReadCurrent(measurement);
        // That a channel is missing is seen anew in every step that takes time, so it is always fresh.
        bool timePassed = measurement.ElapsedMilliseconds > 0;
        ReadLost((int)ProtectionKind.CellVoltageLost, measurement.Cells, timePassed);
        ReadLost((int)ProtectionKind.TemperatureLost, measurement.Temperatures, timePassed);
    }

    private void ReadCells(ChannelSummary cells)
    {
        bool available = cells.UsableCount > 0;
        bool whole = cells.LostCount == 0;
        Value[(int)ProtectionKind.CellOverVoltage] = cells.Maximum;
        Fresh[(int)ProtectionKind.CellOverVoltage] = cells.Fresh;
        Channel[(int)ProtectionKind.CellOverVoltage] = cells.MaximumChannel;
        Value[(int)ProtectionKind.CellUnderVoltage] = -cells.Minimum;
        Fresh[(int)ProtectionKind.CellUnderVoltage] = cells.Fresh;
        Channel[(int)ProtectionKind.CellUnderVoltage] = cells.MinimumChannel;
        for (int row = (int)ProtectionKind.CellOverVoltage; row <= (int)ProtectionKind.CellUnderVoltage; row++)
        {
            Available[row] = available;
            Whole[row] = whole;
        }
    }

    private void ReadTemperatures(ChannelSummary temperatures)
    {
        bool available = temperatures.UsableCount > 0;
        bool whole = temperatures.LostCount == 0;
        int maximum = temperatures.Maximum;
        int minimum = -temperatures.Minimum;
        for (int row = (int)ProtectionKind.OverTemperatureCharge; row <= (int)ProtectionKind.UnderTemperatureDischarge; row += 2)
        {
            Value[row] = maximum;
            Fresh[row] = temperatures.Fresh;
            Channel[row] = temperatures.MaximumChannel;
            Available[row] = available;
            Whole[row] = whole;
            Value[row + 1] = minimum;
            Fresh[row + 1] = temperatures.Fresh;
            Channel[row + 1] = temperatures.MinimumChannel;
            Available[row + 1] = available;
            Whole[row + 1] = whole;
        }
    }

    private void ReadCurrent(MeasurementStage measurement)
    {
        bool usable = measurement.CurrentUsable;
        int implausible = measurement.ImplausibleMicroamps;
        int microamps = usable ? measurement.PackMicroamps : implausible;
        bool seen = usable || implausible != 0;
        Value[(int)ProtectionKind.OverCurrentCharge] = microamps > 0 ? microamps : 0;
        Value[(int)ProtectionKind.OverCurrentDischarge] = microamps < 0 ? -microamps : 0;
        for (int row = (int)ProtectionKind.OverCurrentCharge; row <= (int)ProtectionKind.OverCurrentDischarge; row++)
        {
            Available[row] = seen;
            Whole[row] = usable;
            Fresh[row] = measurement.CurrentFresh;
        }
        Value[(int)ProtectionKind.CurrentLost] = usable ? 0 : 1;
        Available[(int)ProtectionKind.CurrentLost] = true;
        Whole[(int)ProtectionKind.CurrentLost] = true;
        Fresh[(int)ProtectionKind.CurrentLost] = measurement.ElapsedMilliseconds > 0;
    }

    private void ReadLost(int row, ChannelSummary channels, bool fresh)
    {
        int channel = channels.FirstLostChannel;
        Value[row] = channels.LostCount;
        Available[row] = true;
        Whole[row] = true;
        Fresh[row] = fresh;
        Channel[row] = channel < 0 ? 0 : channel;
    }
}

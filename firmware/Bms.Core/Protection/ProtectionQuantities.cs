using Bms.Core.Configuration;
using Bms.Core.Measurement;

namespace Bms.Core.Protection;

/// <summary>What each row of the table looks at in this step: a value, whether there is one, whether it is fresh, and its channel.</summary>
public sealed class ProtectionQuantities
{
    private bool _charging;
    private bool _discharging;

    /// <summary>The value of each row, in the row's unit.</summary>
    public int[] Value { get; } = new int[ProtectionPolicy.RowCount];

    /// <summary>Whether at least one channel of the row can be used.</summary>
    public bool[] Available { get; } = new bool[ProtectionPolicy.RowCount];

    /// <summary>Whether every channel of the row can be used: without that, nothing recovers.</summary>
    public bool[] Whole { get; } = new bool[ProtectionPolicy.RowCount];

    /// <summary>Whether the value was sampled since the last step.</summary>
    public bool[] Fresh { get; } = new bool[ProtectionPolicy.RowCount];

    /// <summary>The channel that the value comes from.</summary>
    public int[] Channel { get; } = new int[ProtectionPolicy.RowCount];

    /// <summary>Whether a row counts now: 0 always, +1 while charging, −1 while discharging. An unknown current counts as both.</summary>
    public bool Applies(int direction)
    {
        if (direction == 0)
            return true;
        return direction > 0 ? _charging : _discharging;
    }

    /// <summary>Takes one step's quantities.</summary>
    public void Read(MeasurementStage measurement)
    {
        CurrentDirection direction = measurement.Direction;
        _charging = direction == CurrentDirection.Charging || direction == CurrentDirection.Unknown;
        _discharging = direction == CurrentDirection.Discharging || direction == CurrentDirection.Unknown;

        ReadMaximum(ProtectionKind.CellOverVoltage, measurement.Cells);
        ReadMinimum(ProtectionKind.CellUnderVoltage, measurement.Cells);
        ReadMaximum(ProtectionKind.OverTemperatureCharge, measurement.Temperatures);
        ReadMinimum(ProtectionKind.UnderTemperatureCharge, measurement.Temperatures);
        ReadMaximum(ProtectionKind.OverTemperatureDischarge, measurement.Temperatures);
        ReadMinimum(ProtectionKind.UnderTemperatureDischarge, measurement.Temperatures);

        int microamps = measurement.PackMicroamps;
        bool usable = measurement.CurrentUsable;
        bool fresh = measurement.CurrentFresh;
        Set(ProtectionKind.OverCurrentCharge, microamps > 0 ? microamps : 0, usable, usable, fresh, 0);
        Set(ProtectionKind.OverCurrentDischarge, microamps < 0 ? -microamps : 0, usable, usable, fresh, 0);

        // That a channel is missing is seen anew in every step that takes time, so it is always fresh.
        bool timePassed = measurement.ElapsedMilliseconds > 0;
        ReadLost(ProtectionKind.CellVoltageLost, measurement.Cells, timePassed);
        ReadLost(ProtectionKind.TemperatureLost, measurement.Temperatures, timePassed);
        Set(ProtectionKind.CurrentLost, usable ? 0 : 1, true, true, timePassed, 0);
    }

    private void ReadMaximum(ProtectionKind kind, ChannelSummary channels)
    {
        bool available = channels.UsableCount > 0;
        Set(kind, channels.Maximum, available, channels.LostCount == 0, channels.MaximumFresh, channels.MaximumChannel);
    }

    private void ReadMinimum(ProtectionKind kind, ChannelSummary channels)
    {
        bool available = channels.UsableCount > 0;
        Set(kind, channels.Minimum, available, channels.LostCount == 0, channels.MinimumFresh, channels.MinimumChannel);
    }

    private void ReadLost(ProtectionKind kind, ChannelSummary channels, bool fresh)
    {
        int channel = channels.FirstLostChannel < 0 ? 0 : channels.FirstLostChannel;
        Set(kind, channels.LostCount, true, true, fresh, channel);
    }

    private void Set(ProtectionKind kind, int value, bool available, bool whole, bool fresh, int channel)
    {
        int row = (int)kind;
        Value[row] = value;
        Available[row] = available;
        Whole[row] = whole;
        Fresh[row] = fresh;
        Channel[row] = channel;
    }
}

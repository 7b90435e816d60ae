using System;

namespace Bms.Hil.Plant.Drives;

/// <summary>A charge with constant current, then constant voltage, that ends below a tail current or after the longest time.</summary>
public sealed class ChargeDrive : Drive
{
    /// <summary>The charger's current, in amperes, above 0.</summary>
    public double Amps { get; init; }

    /// <summary>The pack voltage that it keeps to, in volts; 0 for none.</summary>
    public double PackVolts { get; init; }

    /// <summary>The group voltage that it keeps to, in volts; 0 for none.</summary>
    public double GroupVolts { get; init; }

    /// <summary>Below this current at a voltage limit it ends, in amperes; 0 for never.</summary>
    public double TailAmps { get; init; }

    /// <summary>How long at most, in seconds.</summary>
    public double Seconds { get; init; } = double.PositiveInfinity;

    /// <inheritdoc/>
    public override double LongestSeconds => Seconds;

    /// <inheritdoc/>
    public override DriveRun Begin() => new Run(this);

    private sealed class Run(ChargeDrive drive) : DriveRun
    {
        private bool _running;

        public override bool Demand(double fromSeconds, double toSeconds, PlantPack pack, ref PlantInputs inputs)
        {
            ArgumentNullException.ThrowIfNull(pack);
            bool finished = _running && pack.ChargerFinished;
            if (finished || fromSeconds >= drive.Seconds - Rounding)
                return false;
            // A charger that another drive has left finished says so until it was off; from the second step on it speaks for this one.
            _running = fromSeconds > 0;
            inputs.ChargerOn = true;
            inputs.ChargerAmps = drive.Amps;
            inputs.ChargerPackVolts = drive.PackVolts;
            inputs.ChargerGroupVolts = drive.GroupVolts;
            inputs.ChargerTailAmps = drive.TailAmps;
            return true;
        }
    }
}

namespace Bms.Hil.Plant.Drives;

/// <summary>
/// A connected charger that does what the firmware commands: its voltage and current, and nothing while it is not enabled. It is
/// connected until its time is over.
/// </summary>
public sealed class ChargerDrive : Drive
{
    /// <summary>The largest current that it can give, in amperes; 0 is a dead charger.</summary>
    public double Amps { get; init; }

    /// <summary>Its voltage over the commanded one; 1 is exact.</summary>
    public double VoltageGain { get; init; } = 1;

    /// <summary>How long it is connected, in seconds.</summary>
    public double Seconds { get; init; } = double.PositiveInfinity;

    /// <summary>A load beside it, in amperes, positive charges; 0 for none.</summary>
    public double LoadAmps { get; init; }

    /// <inheritdoc/>
    public override double LongestSeconds => Seconds;

    /// <inheritdoc/>
    public override DriveRun Begin() => new Run(this);

    private sealed class Run(ChargerDrive drive) : DriveRun
    {
        public override bool Demand(double fromSeconds, double toSeconds, PlantPack pack, ref PlantInputs inputs)
        {
            if (fromSeconds >= drive.Seconds - Rounding)
                return false;
            inputs.ChargerCommanded = true;
            inputs.ChargerAmps = drive.Amps;
            inputs.ChargerVoltageGain = drive.VoltageGain;
            if (drive.LoadAmps != 0)
            {
                inputs.Load = PlantLoad.Current;
                inputs.LoadAmps = drive.LoadAmps;
            }
            return true;
        }
    }
}

using System;
using Bms.Core.Measurement;
using Bms.Hil.Faults;
using Bms.Hil.Plant;
using Bms.Hil.Traces;

namespace Bms.Hil.Scoring;

/// <summary>
/// Turns a recorded row into the firmware's measurements: disturbs it and rounds it to microvolts, microamps and centidegrees, as
/// every rig is fed. Times count from the first row, rounded to milliseconds.
/// </summary>
public sealed class RigFeeder
{
    private const double Micro = 1e6;
    private const double Centi = 100;
    private const ulong NoiseStream = 0x7265706C6179;

    private readonly Disturbances _disturbances;
    private readonly PlantRandom _noise;
    private readonly bool _packColumns;

    /// <param name="disturbances">What is wrong with the sensors.</param>
    /// <param name="seed">Seed of the noise.</param>
    /// <param name="packColumns">True where the recording has a voltage for each group.</param>
    public RigFeeder(Disturbances disturbances, ulong seed, bool packColumns)
    {
        ArgumentNullException.ThrowIfNull(disturbances);
        _disturbances = disturbances;
        _noise = new PlantRandom(seed, NoiseStream);
        _packColumns = packColumns;
    }

    /// <summary>What the current sensor measures at most, in amperes either way.</summary>
    public double RangeAmps { get; init; } = double.PositiveInfinity;

    /// <summary>Amperes for one C, for an offset that is given so.</summary>
    public double AmpsPerRate { get; init; }

    /// <summary>Fills one step's measurements from a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="seconds">Its time since the first row.</param>
    /// <param name="celsius">The temperature that applies.</param>
    /// <param name="inputs">What to fill.</param>
    public void Fill(TraceRow row, double seconds, double celsius, Measurements inputs) =>
        Fill(row, row.CurrentAmps, seconds, celsius, inputs);

    /// <summary>Fills one step's measurements with a row of which no channel is valid. The numbers stay what they were.</summary>
    /// <param name="seconds">Its time since the first row.</param>
    /// <param name="inputs">What to fill.</param>
    public static void FillLost(double seconds, Measurements inputs)
    {
        FillTime(seconds, inputs);
        inputs.PackCurrentValid = false;
        Array.Fill(inputs.CellValid, false);
        Array.Fill(inputs.TemperatureValid, false);
    }

    /// <summary>Fills one step's measurements from a row whose current is another than the recorded one.</summary>
    /// <param name="row">The row.</param>
    /// <param name="amps">The current, in amperes.</param>
    /// <param name="seconds">Its time since the first row.</param>
    /// <param name="celsius">The temperature that applies.</param>
    /// <param name="inputs">What to fill.</param>
    public void Fill(TraceRow row, double amps, double seconds, double celsius, Measurements inputs)
    {
        FillTime(seconds, inputs);
        double offset = _disturbances.CurrentOffsetAmps + (_disturbances.CurrentOffsetRate * AmpsPerRate);
        double measured = Math.Clamp((amps * (1 + _disturbances.CurrentGain)) + offset, -RangeAmps, RangeAmps);
        inputs.PackMicroamps = Round(measured * Micro);
        inputs.PackCurrentValid = true;
        double volts = row.VoltageVolts;
        for (int group = 0; group < inputs.CellMicrovolts.Length; group++)
        {
            if (_packColumns)
                volts = row.CellVolts[group];
            Fill(group, volts, inputs);
        }
        int centidegrees = Round((celsius + _disturbances.TemperatureOffsetCelsius) * Centi);
        for (int sensor = 0; sensor < inputs.TemperatureCentidegrees.Length; sensor++)
        {
            inputs.TemperatureCentidegrees[sensor] = centidegrees;
            inputs.TemperatureValid[sensor] = true;
        }
    }

    private static void FillTime(double seconds, Measurements inputs)
    {
        inputs.NowMilliseconds = unchecked((int)(long)Math.Round(seconds * 1000));
        inputs.CloseRequested = true;
    }

    private void Fill(int group, double volts, Measurements inputs)
    {
        bool present = !double.IsNaN(volts);
        inputs.CellValid[group] = present;
        if (!present)
            return;
        double disturbed = volts + _disturbances.VoltageOffsetVolts;
        if (_disturbances.VoltageNoiseVolts > 0)
            disturbed += _disturbances.VoltageNoiseVolts * _noise.NextGaussian();
        inputs.CellMicrovolts[group] = Round(disturbed * Micro);
    }

    private static int Round(double value) => (int)Math.Clamp(Math.Round(value), int.MinValue, int.MaxValue);
}

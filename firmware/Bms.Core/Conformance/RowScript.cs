using Bms.Core.Configuration;
using Bms.Core.Measurement;

namespace Bms.Core.Conformance;

/// <summary>Sets measurements so that one row of the protection table sees a wanted value, and everything else is quiet.</summary>
public sealed class RowScript
{
    private const int QuietMicrovolts = 3500000;
    private const int QuietCentidegrees = 2500;
    private const int WorkingMicroamps = 1000000;

    private readonly Measurements _measurements;
    private readonly StimulusNumbers _numbers;

    /// <summary>Prepares to fill one pack's measurements.</summary>
    public RowScript(Measurements measurements, StimulusNumbers numbers)
    {
        _measurements = measurements;
        _numbers = numbers;
    }

    /// <summary>A quiet pack: everything valid, fresh, at rest, with some noise.</summary>
    public void Quiet()
    {
        Measurements measurements = _measurements;
        for (int group = 0; group < measurements.CellMicrovolts.Length; group++)
        {
            measurements.CellMicrovolts[group] = QuietMicrovolts + _numbers.Around(2000);
            measurements.CellAgeMilliseconds[group] = 0;
            measurements.CellValid[group] = true;
        }
        for (int sensor = 0; sensor < measurements.TemperatureCentidegrees.Length; sensor++)
        {
            measurements.TemperatureCentidegrees[sensor] = QuietCentidegrees + _numbers.Around(50);
            measurements.TemperatureAgeMilliseconds[sensor] = 0;
            measurements.TemperatureValid[sensor] = true;
        }
        measurements.PackMicroamps = 0;
        measurements.PackCurrentAgeMilliseconds = 0;
        measurements.PackCurrentValid = true;
        measurements.AccumulatedChargeValid = false;
        measurements.CloseRequested = true;
        measurements.LatchResetRequested = false;
    }

    /// <summary>Lets one row see a value.</summary>
    /// <param name="kind">The row.</param>
    /// <param name="value">The value, in the row's unit; for rows that count lost channels, how many are lost.</param>
    /// <param name="way">Which way channels are lost: 0 not valid, 1 too old, 2 implausible, 3 from the future.</param>
    public void Set(ProtectionKind kind, int value, int way)
    {
        int channel = _numbers.Below(2);
        switch (kind)
        {
            case ProtectionKind.CellOverVoltage:
            case ProtectionKind.CellUnderVoltage:
                _measurements.CellMicrovolts[channel] = value;
                break;
            case ProtectionKind.OverTemperatureCharge:
            case ProtectionKind.UnderTemperatureCharge:
                _measurements.TemperatureCentidegrees[channel] = value;
                _measurements.PackMicroamps = WorkingMicroamps;
                break;
            case ProtectionKind.OverTemperatureDischarge:
            case ProtectionKind.UnderTemperatureDischarge:
                _measurements.TemperatureCentidegrees[channel] = value;
                _measurements.PackMicroamps = -WorkingMicroamps;
                break;
            case ProtectionKind.OverCurrentCharge:
                _measurements.PackMicroamps = value;
                break;
            case ProtectionKind.OverCurrentDischarge:
                _measurements.PackMicroamps = -value;
                break;
            default:
                Lose(kind, value, way);
                break;
        }
    }

    private void Lose(ProtectionKind kind, int count, int way)
    {
        for (int channel = 0; channel < count; channel++)
        {
            if (kind == ProtectionKind.CellVoltageLost)
                LoseCell(channel, way);
            else if (kind == ProtectionKind.TemperatureLost)
                LoseTemperature(channel, way);
            else
                LoseCurrent(way);
        }
    }

    private void LoseCell(int channel, int way)
    {
        if (way == 0)
            _measurements.CellValid[channel] = false;
        else if (way == 2)
            _measurements.CellMicrovolts[channel] = _numbers.Below(2) == 0 ? 100000 : 9000000;
        else
            _measurements.CellAgeMilliseconds[channel] = way == 1 ? 5000 : -1;
    }

    private void LoseTemperature(int channel, int way)
    {
        if (way == 0)
            _measurements.TemperatureValid[channel] = false;
        else if (way == 2)
            _measurements.TemperatureCentidegrees[channel] = _numbers.Below(2) == 0 ? -9000 : 20000;
        else
            _measurements.TemperatureAgeMilliseconds[channel] = way == 1 ? 50000 : -1;
    }

    private void LoseCurrent(int way)
    {
        if (way == 0)
            _measurements.PackCurrentValid = false;
        else if (way == 2)
            _measurements.PackMicroamps = _numbers.Below(2) == 0 ? int.MinValue : 900000000;
        else
            _measurements.PackCurrentAgeMilliseconds = way == 1 ? 5000 : -1;
    }
}

using Bms.Core.Configuration;
using Bms.Core.Measurement;

namespace Bms.Core.Conformance;

/// <summary>Sets measurements so that one row of the protection table sees a wanted value, and everything else is quiet.</summary>
public sealed class RowScript
{
    private const int QuietMicrovolts = 3500000;
    private const int QuietCentidegrees = 2500;
    private const int WorkingMicroamps = 1000000;
    private const int QuietKilopascals = 300;
    private const int QuietOhms = 1000000;
    private const int StepsPerMinute = 600;

    private readonly Measurements _measurements;
    private readonly StimulusNumbers _numbers;
    private readonly int[] _thresholds = new int[(int)AfeThreshold.Count];
    private int _ramp;

    /// <summary>Prepares to fill one pack's measurements.</summary>
    public RowScript(Measurements measurements, StimulusNumbers numbers)
    {
        _measurements = measurements;
        _numbers = numbers;
        GuardedPack.FillThresholds(_thresholds);
    }

    /// <summary>Milliseconds that the next step takes longer than usual.</summary>
    public int ExtraMilliseconds { get; private set; }

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
        QuietInputs();
    }

    /// <summary>Lets pack voltage, link and second sensor follow what the groups and the current show.</summary>
    public void Settle()
    {
        int sum = 0;
        for (int group = 0; group < _measurements.CellMicrovolts.Length; group++)
            sum = unchecked(sum + _measurements.CellMicrovolts[group]);
        Put(AuxiliaryChannel.PackMicrovolts, sum);
        Put(AuxiliaryChannel.LinkMicrovolts, sum);
        Put(AuxiliaryChannel.RedundantMicroamps, _measurements.PackMicroamps);
    }

    private void QuietInputs()
    {
        ExtraMilliseconds = 0;
        for (int channel = 0; channel < PackConfiguration.AuxiliaryCount; channel++)
        {
            _measurements.AuxiliaryValue[channel] = 0;
            _measurements.AuxiliaryAgeMilliseconds[channel] = 0;
            _measurements.AuxiliaryValid[channel] = true;
        }
        _measurements.AfeOpenWires = 0;
        for (int index = 0; index < _thresholds.Length; index++)
            _measurements.AfeThresholds[index] = _thresholds[index];
        Put(AuxiliaryChannel.PressureKilopascals, QuietKilopascals);
        Put(AuxiliaryChannel.InsulationOhms, QuietOhms);
        Put(AuxiliaryChannel.AfeSilentMilliseconds, 10);
        Put(AuxiliaryChannel.LinkSilentMilliseconds, 20);
        Settle();
    }

    private void Put(AuxiliaryChannel channel, int value) => _measurements.AuxiliaryValue[(int)channel] = value;

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
            case ProtectionKind.CellVoltageLost:
            case ProtectionKind.TemperatureLost:
            case ProtectionKind.CurrentLost:
                Lose(kind, value, way);
                break;
            default:
                SetFurther(kind, value, channel);
                return;
        }
        Settle();
    }

    /// <summary>The rows that a pack may lack.</summary>
    private void SetFurther(ProtectionKind kind, int value, int channel)
    {
        int input = ProtectionPolicy.Input(kind);
        switch (kind)
        {
            case ProtectionKind.ShortCircuit:
                _measurements.PackMicroamps = -value;
                break;
            case ProtectionKind.OpenWire:
                _measurements.AfeOpenWires = value << 1;
                break;
            case ProtectionKind.DeepDischarge:
                _measurements.CellMicrovolts[channel] = value;
                break;
            case ProtectionKind.PackOverVoltage:
            case ProtectionKind.PackUnderVoltage:
                Put(AuxiliaryChannel.PackMicrovolts, value);
                return;
            case ProtectionKind.OverloadCharge:
                _measurements.PackMicroamps = 2950000;
                break;
            case ProtectionKind.OverloadDischarge:
                _measurements.PackMicroamps = -5900000;
                break;
            case ProtectionKind.OverTemperatureRest:
            case ProtectionKind.UnderTemperatureRest:
                _measurements.TemperatureCentidegrees[channel] = value;
                break;
            case ProtectionKind.TemperatureSpread:
                _measurements.TemperatureCentidegrees[channel] += value;
                break;
            case ProtectionKind.TemperatureRise:
                _ramp += value;
                _measurements.TemperatureCentidegrees[0] += _ramp / StepsPerMinute;
                break;
            case ProtectionKind.VoltageSpread:
                _measurements.CellMicrovolts[channel] += value;
                break;
            case ProtectionKind.PressureRate:
                _ramp += value;
                Put(AuxiliaryChannel.PressureKilopascals, QuietKilopascals + (_ramp / StepsPerMinute));
                return;
            case ProtectionKind.AfeDifference:
                _measurements.AfeThresholds[value & 3] += value << 20;
                return;
            case ProtectionKind.IntegrityFault:
                Put(AuxiliaryChannel.IntegrityFaults, value);
                return;
            case ProtectionKind.LoopOverrun:
                ExtraMilliseconds = value;
                return;
            case ProtectionKind.PackSumMismatch:
                Settle();
                Put(AuxiliaryChannel.PackMicrovolts, _measurements.AuxiliaryValue[(int)AuxiliaryChannel.PackMicrovolts] - value);
                return;
            case ProtectionKind.CurrentMismatch:
                Put(AuxiliaryChannel.RedundantMicroamps, value);
                return;
            case ProtectionKind.ChargeCounterMismatch:
                _measurements.AccumulatedChargeValid = true;
                _measurements.AccumulatedMicrocoulombs += value / 10;
                return;
            case ProtectionKind.AuxiliaryLost:
                _measurements.AuxiliaryValid[(int)AuxiliaryChannel.LeakDetected] = value == 0;
                return;
            case ProtectionKind.RunawayWarning:
            case ProtectionKind.ThermalRunaway:
                ShowSigns(value);
                break;
            default:
                // What looks at an input as it is.
                Put((AuxiliaryChannel)input, value);
                return;
        }
        Settle();
    }

    private void ShowSigns(int count)
    {
        if (count > 0)
            Put(AuxiliaryChannel.PressureKilopascals, 660);
        if (count > 1)
            _measurements.CellMicrovolts[0] -= 150000;
        if (count > 2)
            _measurements.TemperatureCentidegrees[0] = 5600;
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

using Bms.Core.Configuration;
using Bms.Core.Measurement;
using Bms.Core.Numerics;

namespace Bms.Core.Protection;

/// <content>What each kind of row looks at.</content>
public sealed partial class ProtectionQuantities
{
    /// <summary>A row that needs an input: the input's value, or what it is compared with.</summary>
    private void ReadInput(ProtectionKind kind, int input, Measurements measurements, MeasurementStage measurement)
    {
        int row = (int)kind;
        if (kind == ProtectionKind.AfeDifference)
        {
            _afe.Look(measurements, measurement.PhaseMilliseconds);
            Value[row] = _afe.Differences;
            return;
        }
        if (kind == ProtectionKind.ChargeCounterMismatch)
        {
            SlowAvailable = measurements.AccumulatedChargeValid;
            Value[row] = measurement.Charge.MismatchMicroamps;
            return;
        }
        if (kind == ProtectionKind.CurrentMismatch)
        {
            SlowAvailable = measurement.Current.Compared;
            Value[row] = measurement.Current.Mismatch;
            return;
        }
        SlowAvailable = measurement.Auxiliaries.IsUsable(measurements, (AuxiliaryChannel)input);
        SlowWhole = SlowAvailable;
        if (!SlowAvailable)
            return;
        int value = measurements.AuxiliaryValue[input];
        switch (kind)
        {
            case ProtectionKind.PackSumMismatch:
                SlowAvailable = measurement.Cells.LostCount == 0;
                value = Distance(value, measurement.Cells.Sum);
                break;
            case ProtectionKind.PressureRate:
                value = PressureRate(value, measurement.PhaseMilliseconds);
                break;
            default:
                if (!ProtectionPolicy.ActsAbove(kind))
                    value = value == int.MinValue ? int.MaxValue : -value;
                break;
        }
        Value[row] = value;
    }

    private int Measured(ProtectionKind kind, MeasurementStage measurement)
    {
        ChannelSummary cells = measurement.Cells;
        ChannelSummary temperatures = measurement.Temperatures;
        switch (kind)
        {
            case ProtectionKind.DeepDischarge:
                return -cells.Minimum;
            case ProtectionKind.PackOverVoltage:
                return PackVoltage(measurement, 1);
            case ProtectionKind.PackUnderVoltage:
                return PackVoltage(measurement, -1);
            case ProtectionKind.OverloadCharge:
                return _chargeHeat.Milliseconds;
            case ProtectionKind.OverloadDischarge:
                return _dischargeHeat.Milliseconds;
            case ProtectionKind.UnderTemperatureRest:
                return -temperatures.Minimum;
            case ProtectionKind.TemperatureSpread:
                return temperatures.Maximum - temperatures.Minimum;
            case ProtectionKind.TemperatureRise:
                return measurement.TemperatureTracking.FastestRise;
            case ProtectionKind.VoltageSpread:
                return cells.Maximum - cells.Minimum;
            case ProtectionKind.LoopOverrun:
                int longest = _longestStep;
                _longestStep = 0;
                return longest;
            case ProtectionKind.AuxiliaryLost:
                return measurement.Auxiliaries.LostCount;
            default:
                return _signs.Count;
        }
    }

    private int Findings(Measurements measurements, MeasurementStage measurement)
    {
        int found = MemoryFailing ? DamagedLimits + 1 : DamagedLimits;
        if (measurement.Auxiliaries.IsUsable(measurements, AuxiliaryChannel.IntegrityFaults)
            && measurements.AuxiliaryValue[(int)AuxiliaryChannel.IntegrityFaults] != 0)
        {
            found++;
        }
        return found;
    }

    /// <summary>The worse of the pack's own channel and the sum of the groups, with a side's sign.</summary>
    private int PackVoltage(MeasurementStage measurement, int side)
    {
        int own = measurement.PackMicrovolts;
        bool summed = measurement.Cells.LostCount == 0;
        SlowWhole = summed && (!_hasPack || own != 0);
        SlowAvailable = summed || own != 0;
        int sum = measurement.Cells.Sum * side;
        if (own == 0)
            return sum;
        own *= side;
        return summed && sum > own ? sum : own;
    }

    private int PressureRate(int kilopascals, int elapsed)
    {
        long fine = (long)kilopascals << PressureShift;
        if (!_pressureKnown)
            _pressureAverage = fine;
        _pressureKnown = true;
        long lead = fine - _pressureAverage;
        int over = elapsed > RateTimeConstantMilliseconds ? elapsed : RateTimeConstantMilliseconds;
        _pressureAverage = elapsed >= RateTimeConstantMilliseconds
            ? fine
            : _pressureAverage + (lead * elapsed / (RateTimeConstantMilliseconds + elapsed));
        long rate = ((lead < 0 ? -lead : lead) * MillisecondsPerMinute / over) >> PressureShift;
        return (int)IntegerMath.Clamp(rate, 0, int.MaxValue);
    }

    private static int Distance(int left, long right)
    {
        long distance = left - right;
        return (int)IntegerMath.Clamp(distance < 0 ? -distance : distance, 0, int.MaxValue);
    }
}

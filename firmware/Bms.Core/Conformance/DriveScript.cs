using Bms.Core.Measurement;

namespace Bms.Core.Conformance;

/// <summary>
/// A drive of random current blocks on a crude integer cell (a line for its OCV, a resistor), warm and cold, with everything that
/// recordings do: irregular steps, gaps, single lost channels, a hardware charge counter that comes and goes, time standing still.
/// </summary>
public sealed class DriveScript
{
    private const int CapacityMillicoulombs = 9000000;
    private const int MilliohmsOfGroup = 40;
    private const int EmptyMicrovolts = 3050000;
    private const int MicrovoltsPerPermille = 1100;

    private readonly Measurements _measurements;
    private readonly RowScript _quiet;
    private readonly StimulusNumbers _numbers;
    private long _chargeMicrocoulombs;
    private int _milliamps;
    private int _centidegrees;

    /// <summary>Prepares a drive that starts at 70 %.</summary>
    public DriveScript(Measurements measurements, RowScript quiet, StimulusNumbers numbers)
    {
        _measurements = measurements;
        _quiet = quiet;
        _numbers = numbers;
        _chargeMicrocoulombs = CapacityMillicoulombs * 700L;
        _centidegrees = 2500;
    }

    /// <summary>Fills the next step's measurements and returns the milliseconds before it.</summary>
    public int Next(int step)
    {
        int elapsed = Elapsed(step);
        if (step % 20 == 0)
            _milliamps = _numbers.Below(4) == 0 ? 0 : _numbers.Around(6000) - 500;
        if (step % 50 == 0)
            _centidegrees = _numbers.Around(3000) + 1500;
        // Without this a long gap would leave the range of the crude cell.
        int milliamps = elapsed > 10000 ? _milliamps / 100 : _milliamps;
        _chargeMicrocoulombs += (long)milliamps * elapsed;
        if (_chargeMicrocoulombs < 0 || _chargeMicrocoulombs > CapacityMillicoulombs * 1000L)
            _milliamps = -_milliamps;
        _quiet.Quiet();
        int permille = (int)(_chargeMicrocoulombs / CapacityMillicoulombs);
        int microvolts = EmptyMicrovolts + (permille * MicrovoltsPerPermille) + (milliamps * MilliohmsOfGroup);
        for (int group = 0; group < _measurements.CellMicrovolts.Length; group++)
        {
            _measurements.CellMicrovolts[group] = microvolts + (group * 4000) + _numbers.Around(3000);
            _measurements.CellAgeMilliseconds[group] = _numbers.Below(40);
        }
        for (int sensor = 0; sensor < _measurements.TemperatureCentidegrees.Length; sensor++)
            _measurements.TemperatureCentidegrees[sensor] = _centidegrees + (sensor * 100);
        _measurements.PackMicroamps = milliamps * 1000;
        _measurements.AccumulatedMicrocoulombs = _chargeMicrocoulombs;
        _measurements.AccumulatedChargeValid = (step & 64) != 0;
        _quiet.Settle();
        Disturb(step);
        return elapsed;
    }

    private int Elapsed(int step)
    {
        if (step % 97 == 96)
            return 3600000;
        if (step % 41 == 40)
            return 0;
        if (step % 67 == 66)
            return -50;
        return step % 3 == 0 ? 10 + _numbers.Below(2000) : 1000;
    }

    private void Disturb(int step)
    {
        if (step % 29 == 28)
            _measurements.PackCurrentValid = false;
        if (step % 31 == 30)
        {
            for (int group = 0; group < _measurements.CellValid.Length; group++)
                _measurements.CellValid[group] = false;
        }
        if (step % 37 == 36)
        {
            for (int sensor = 0; sensor < _measurements.TemperatureValid.Length; sensor++)
                _measurements.TemperatureValid[sensor] = false;
        }
        // A counter that was reset: an impossible jump.
        if (step % 53 == 52)
            _measurements.AccumulatedMicrocoulombs = 0;
        _measurements.CloseRequested = step % 11 != 10;
    }

    /// <summary>
    /// Loses inputs that not every pack has, and lets good-looking groups misbehave for a hundred steps each: one that comes and goes,
    /// one that stands still, one that jumps, an open wire between two, and one below the first.
    /// </summary>
    public void Mislead(int step)
    {
        if (step % 43 == 42)
            _measurements.AuxiliaryValid[_numbers.Below(_measurements.AuxiliaryValid.Length)] = false;
        int part = step / 100 % 8;
        if (part == 1 && (step & 1) != 0)
            _measurements.CellValid[0] = false;
        if (part == 3)
            _measurements.CellMicrovolts[_measurements.CellMicrovolts.Length - 1] = EmptyMicrovolts + 600000;
        if (part == 5 && (step & 4) != 0)
            _measurements.CellMicrovolts[1] += 500000;
        if (part == 6 && _measurements.CellMicrovolts.Length > 2)
        {
            _measurements.CellMicrovolts[1] += 350000;
            _measurements.CellMicrovolts[2] -= 350000;
        }
        if (part == 7)
            _measurements.CellMicrovolts[0] -= 900000;
    }
}

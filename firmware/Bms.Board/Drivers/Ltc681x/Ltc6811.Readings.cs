using Bms.Board.Drivers.Thermistors;
using Bms.Core.Measurement;

namespace Bms.Board.Drivers.Ltc681x;

/// <content>Temperatures, the test for open wires, and what is handed over.</content>
public sealed partial class Ltc6811
{
    private bool Temperatures(int now)
    {
        int each = _settings.ThermistorsPerChip;
        NtcTable? table = _settings.Thermistor;
        for (int index = 0; index < _temperature.Length; index++)
            _temperature[index] = NtcTable.NotPossible;
        if (table == null || !_chain.Send(Ltc681xChain.MeasureAuxiliaries))
            return false;
        _clock.Wait(ConversionMilliseconds);
        bool all = true;
        byte[] data = _chain.Data;
        // VREF2 comes last, in the second group: the first is kept as raw counts meanwhile.
        for (int part = 0; part < 2; part++)
        {
            all &= _chain.Read(Ltc681xChain.ReadAuxiliaryA + (2 * part));
            for (int chip = 0; chip < _chips; chip++)
            {
                int at = chip * Ltc681xChain.GroupBytes;
                int reference = data[at + 4] | (data[at + 5] << 8);
                for (int place = 0; place < CellsPerGroup; place++)
                {
                    int gpio = (part * CellsPerGroup) + place;
                    if (gpio < each)
                    {
                        int raw = data[at + (2 * place)] | (data[at + (2 * place) + 1] << 8);
                        _temperature[(chip * each) + gpio] = _chain.Good[chip] ? raw : -1;
                    }
                }
                if (part == 0)
                    continue;
                for (int gpio = 0; gpio < each && gpio < GpiosPerChip; gpio++)
                {
                    int index = (chip * each) + gpio;
                    bool good = _chain.Good[chip] && reference != Cleared;
                    _temperature[index] = good ? table.Read(_temperature[index], reference) : NtcTable.NotPossible;
                }
            }
        }
        _temperaturesAt = now;
        return all;
    }

    private void TestWires(int now)
    {
        // Twice each, for the filters' capacitors have to follow the current.
        bool good = _chain.Send(Ltc681xChain.MeasurePulledUp);
        _clock.Wait(ConversionMilliseconds);
        good = good && Cells(Ltc681xChain.MeasurePulledUp, _pulledUp) && _chain.Send(Ltc681xChain.MeasurePulledDown);
        _clock.Wait(ConversionMilliseconds);
        good = good && Cells(Ltc681xChain.MeasurePulledDown, _raw);
        if (!good)
            return;
        long open = 0;
        for (int chip = 0; chip < _chips; chip++)
            open |= (long)OpenWires.Find(_pulledUp, _raw, _offset[chip], _settings.GroupsOfChip[chip]) << _offset[chip];
        _open = open;
        _wiresTested = true;
        _wiresAt = now;
    }

    private void GiveCells(Measurements measurements, int chip)
    {
        int from = _offset[chip];
        int end = from + _settings.GroupsOfChip[chip];
        for (int group = from; group < end && group < measurements.CellValid.Length; group++)
        {
            int raw = _raw[group];
            // Cleared registers read as all ones: no conversion has ended since.
            bool valid = _fits && _chipGood[chip] && raw != Cleared;
            measurements.CellMicrovolts[group] = raw * MicrovoltsPerCount;
            measurements.CellAgeMilliseconds[group] = valid ? 0 : int.MaxValue;
            measurements.CellValid[group] = valid;
        }
    }

    private void GiveTemperatures(Measurements measurements, int now)
    {
        int age = unchecked(now - _temperaturesAt);
        for (int sensor = 0; sensor < measurements.TemperatureValid.Length; sensor++)
        {
            int value = sensor < _temperature.Length ? _temperature[sensor] : NtcTable.NotPossible;
            bool valid = _temperaturesRead && value != NtcTable.NotPossible && age >= 0;
            measurements.TemperatureCentidegrees[sensor] = valid ? value : 0;
            measurements.TemperatureAgeMilliseconds[sensor] = valid ? age : int.MaxValue;
            measurements.TemperatureValid[sensor] = valid;
        }
    }
}

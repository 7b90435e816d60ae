using Bms.Board.Drivers.Switching;
using Bms.Board.Drivers.Thermistors;
using Bms.Board.Ports;
using Bms.Core;
using Bms.Core.Configuration;
using Bms.Core.Measurement;
using Bms.Core.Protection;

namespace Bms.Board.Drivers.Ltc681x;

/// <summary>
/// Analog Devices LTC6811-1 (and the ADBMS1818's commands that are the same) in a daisy chain: cells, thermistors at GPIO1…5 against
/// VREF2, bleed switches, its two thresholds, test for open wires (LTC6811 data sheet rev. C). It has no current and no charge counter,
/// and its thresholds only set flags: currents and delay are read back as 0.
/// </summary>
/// <remarks>
/// <see cref="Measure"/> waits for conversions: 3 ms for the cells (2.3 ms in the 7 kHz mode), 3 ms more where temperatures are due, and
/// 12 ms more where the wires are tested. A chip whose code is wrong makes its groups invalid; any chip that does not answer lets the
/// silence grow.
/// </remarks>
public sealed partial class Ltc6811 : IMeasurementSource, IBleedSwitches
{
    private const int CellsPerChip = 12;
    private const int CellsPerGroup = 3;
    private const int CellGroups = 4;
    private const int GpiosPerChip = 5;
    private const int MicrovoltsPerCount = 100;
    private const int MicrovoltsPerThreshold = 1600;
    private const int MostThreshold = 0xFFF;
    private const int Cleared = 0xFFFF;
    private const int ConversionMilliseconds = 3;
    private const int AwakeMilliseconds = 1500;
    private const int ReferenceOn = 0xFC;
    private const int DischargeAt = 4;

    private readonly Ltc681xSettings _settings;
    private readonly IClock _clock;
    private readonly Ltc681xChain _chain;
    private readonly int _chips;
    private readonly int[] _offset;
    private readonly int[] _raw;
    private readonly int[] _pulledUp;
    private readonly bool[] _chipGood;
    private readonly int[] _temperature;
    private readonly int[] _gpio = new int[GpiosPerChip + 1];
    private AfeSecondLine? _line;
    private bool _fits;
    private bool _started;
    private int _heardAt;
    private bool _awake;
    private int _awakeAt;
    private int _under;
    private int _over;
    private int _bleed;
    private bool _temperaturesRead;
    private int _temperaturesAt;
    private bool _wiresTested;
    private int _wiresAt;
    private long _open;

    /// <summary>Makes the driver of a chain; nothing goes over the bus yet.</summary>
    /// <param name="bus">The bus.</param>
    /// <param name="clock">Time.</param>
    /// <param name="settings">How the chain is wired.</param>
    public Ltc6811(ISpiBus bus, IClock clock, Ltc681xSettings settings)
    {
        _settings = settings;
        _clock = clock;
        _chips = settings.GroupsOfChip.Length;
        _chain = new Ltc681xChain(bus, clock, _chips);
        _offset = new int[_chips];
        int groups = 0;
        for (int chip = 0; chip < _chips; chip++)
        {
            _offset[chip] = groups;
            groups += settings.GroupsOfChip[chip];
        }
        _raw = new int[groups];
        _pulledUp = new int[groups];
        _chipGood = new bool[_chips];
        _temperature = new int[_chips * settings.ThermistorsPerChip];
    }

    /// <summary>Transfers that failed and codes that were wrong; may wrap.</summary>
    public int BusErrors => _chain.Errors;

    /// <inheritdoc/>
    public void Prepare(PackController controller)
    {
        _line = controller.Protection.SecondLine;
        _fits = controller.Commands.BleedGroup.Length == _raw.Length;
        for (int chip = 0; chip < _chips; chip++)
            _fits &= _settings.GroupsOfChip[chip] >= 4 && _settings.GroupsOfChip[chip] <= CellsPerChip;
        AfeSecondLine line = controller.Protection.SecondLine;
        // V(over) = 16 · 100 µV · VOV, V(under) = 16 · 100 µV · (VUV + 1): table of memory bits.
        _over = Threshold(line.Wanted(AfeThreshold.OverVoltageMicrovolts), 0);
        _under = Threshold(line.Wanted(AfeThreshold.UnderVoltageMicrovolts), 1);
        _started = false;
        _awake = false;
        _bleed = 0;
        _temperaturesRead = false;
        _wiresTested = false;
    }

    /// <inheritdoc/>
    public void Bleed(bool[] groups)
    {
        int mask = 0;
        for (int group = 0; group < groups.Length && group < PackConfiguration.MaximumSeriesGroups; group++)
            mask |= groups[group] ? 1 << group : 0;
        _bleed = mask;
    }

    /// <inheritdoc/>
    public void StopBleeding()
    {
        bool was = _bleed != 0;
        _bleed = 0;
        if (was)
            Configure();
    }

    /// <inheritdoc/>
    public void Measure(Measurements measurements, int nowMilliseconds)
    {
        if (!_started)
        {
            _started = true;
            _heardAt = nowMilliseconds;
        }
        measurements.PackCurrentValid = false;
        measurements.PackCurrentAgeMilliseconds = int.MaxValue;
        measurements.AccumulatedChargeValid = false;
        bool all = _fits;
        if (_fits)
        {
            int awake = unchecked(nowMilliseconds - _awakeAt);
            _chain.Wake(!_awake || awake < 0 || awake > AwakeMilliseconds);
            _awake = true;
            _awakeAt = nowMilliseconds;
            all = Configure() && Confirm(measurements);
            all = Cells(Ltc681xChain.MeasureCells, _raw) && all;
            int period = _settings.TemperaturePeriodMilliseconds;
            if (_settings.ThermistorsPerChip > 0 && Due(_temperaturesRead, _temperaturesAt, nowMilliseconds, period))
                _temperaturesRead = Temperatures(nowMilliseconds);
        }
        if (!all)
            Give(measurements, AuxiliaryChannel.AfeReadBack, false, 0, 0);
        else
            _heardAt = nowMilliseconds;
        for (int chip = 0; chip < _chips; chip++)
            GiveCells(measurements, chip);
        GiveTemperatures(measurements, nowMilliseconds);
        if (all && Due(_wiresTested, _wiresAt, nowMilliseconds, _settings.WirePeriodMilliseconds))
            TestWires(nowMilliseconds);
        measurements.AfeOpenWires = _wiresTested ? _open : 0;
        Give(measurements, AuxiliaryChannel.AfeOpenWires, _wiresTested, 0, unchecked(nowMilliseconds - _wiresAt));
        int silent = unchecked(nowMilliseconds - _heardAt);
        Give(measurements, AuxiliaryChannel.AfeSilentMilliseconds, true, silent < 0 ? int.MaxValue : silent, 0);
    }

    private static bool Due(bool done, int at, int now, int period) => !done || unchecked(now - at) >= period || unchecked(now - at) < 0;

    private static int Threshold(int microvolts, int less)
    {
        int code = ((microvolts + (MicrovoltsPerThreshold / 2)) / MicrovoltsPerThreshold) - less;
        return code < 0 ? 0 : code > MostThreshold ? MostThreshold : code;
    }

    private static void Give(Measurements measurements, AuxiliaryChannel channel, bool valid, int value, int age)
    {
        int index = (int)channel;
        measurements.AuxiliaryValue[index] = value;
        measurements.AuxiliaryValid[index] = valid;
        measurements.AuxiliaryAgeMilliseconds[index] = valid && age >= 0 ? age : int.MaxValue;
    }

    private bool Configure()
    {
        byte[] data = _chain.Data;
        for (int chip = 0; chip < _chips; chip++)
        {
            int at = chip * Ltc681xChain.GroupBytes;
            int bleed = (_bleed >> _offset[chip]) & ((1 << _settings.GroupsOfChip[chip]) - 1);
            // GPIO pull-downs off, reference on, timer off: configuration register group, table 40.
            data[at] = ReferenceOn;
            data[at + 1] = (byte)_under;
            data[at + 2] = (byte)((_over << 4) | (_under >> 8));
            data[at + 3] = (byte)(_over >> 4);
            data[at + DischargeAt] = (byte)bleed;
            data[at + DischargeAt + 1] = (byte)(bleed >> 8);
        }
        return _chain.Write(Ltc681xChain.WriteConfiguration);
    }

    /// <summary>Reads the configuration back: thresholds and switches are what they shall be, or the chip is not trusted.</summary>
    private bool Confirm(Measurements measurements)
    {
        bool good = _chain.Read(Ltc681xChain.ReadConfiguration);
        byte[] data = _chain.Data;
        int under = -1;
        int over = -1;
        for (int chip = 0; chip < _chips && good; chip++)
        {
            int at = chip * Ltc681xChain.GroupBytes;
            int bleed = (_bleed >> _offset[chip]) & ((1 << _settings.GroupsOfChip[chip]) - 1);
            good = data[at + DischargeAt] == (byte)bleed && (data[at + DischargeAt + 1] & 0x0F) == bleed >> 8;
            int chipUnder = data[at + 1] | ((data[at + 2] & 0x0F) << 8);
            int chipOver = (data[at + 2] >> 4) | (data[at + 3] << 4);
            // Of several chips the one furthest from what is wanted speaks.
            if (chip == 0 || chipUnder != _under)
                under = chipUnder;
            if (chip == 0 || chipOver != _over)
                over = chipOver;
        }
        AfeSecondLine? line = _line;
        int[] thresholds = measurements.AfeThresholds;
        for (int index = 0; index < thresholds.Length; index++)
            thresholds[index] = 0;
        bool wantsUnder = line != null && line.Wanted(AfeThreshold.UnderVoltageMicrovolts) > 0;
        bool wantsOver = line != null && line.Wanted(AfeThreshold.OverVoltageMicrovolts) > 0;
        thresholds[(int)AfeThreshold.UnderVoltageMicrovolts] = good && wantsUnder ? (under + 1) * MicrovoltsPerThreshold : 0;
        thresholds[(int)AfeThreshold.OverVoltageMicrovolts] = good && wantsOver ? over * MicrovoltsPerThreshold : 0;
        Give(measurements, AuxiliaryChannel.AfeReadBack, good, 0, 0);
        return good;
    }

    private bool Cells(int command, int[] into)
    {
        for (int chip = 0; chip < _chips; chip++)
            _chipGood[chip] = false;
        if (!_chain.Send(command))
            return false;
        for (int chip = 0; chip < _chips; chip++)
            _chipGood[chip] = true;
        _clock.Wait(ConversionMilliseconds);
        bool all = true;
        byte[] data = _chain.Data;
        for (int part = 0; part < CellGroups; part++)
        {
            all &= _chain.Read(Ltc681xChain.ReadCellsA + (2 * part));
            for (int chip = 0; chip < _chips; chip++)
            {
                _chipGood[chip] &= _chain.Good[chip];
                for (int cell = 0; cell < CellsPerGroup; cell++)
                {
                    int number = (part * CellsPerGroup) + cell;
                    int at = (chip * Ltc681xChain.GroupBytes) + (2 * cell);
                    if (number < _settings.GroupsOfChip[chip])
                        into[_offset[chip] + number] = data[at] | (data[at + 1] << 8);
                }
            }
        }
        return all;
    }
}

using Bms.Board.Drivers.Switching;
using Bms.Board.Ports;
using Bms.Core;
using Bms.Core.Configuration;
using Bms.Core.Measurement;
using Bms.Core.Protection;

namespace Bms.Board.Drivers.Bq769x2;

/// <summary>
/// Texas Instruments BQ76952: 3…16 groups, current, charge counter, three thermistors, bleed switches, and protections of its own
/// (technical reference manual SLUUBY2B, software guide SLUAA11B). I²C with CRC, which the part has to be set to (Comm Type in its OTP, or
/// a variant that comes with it).
/// </summary>
/// <remarks>
/// <see cref="Measure"/> does not wait: what needs a subcommand is asked for in one step and taken in a later one. A step is two reads
/// (battery status to current in one, temperatures in one), one look at the transfer buffer and at most one new request; each is bounded by
/// the bus. Nothing of an earlier step stays good: a read that fails makes its channels invalid, and the time since the last good one is
/// told.
/// </remarks>
public sealed partial class Bq76952 : IMeasurementSource, IBleedSwitches
{
    private const int CellInputs = 16;
    private const int MainBytes = 42;
    private const int CellsAt = 2;
    private const int StackAt = 0x34 - Bq769x2Registers.BatteryStatus;
    private const int CurrentAt = 0x3A - Bq769x2Registers.BatteryStatus;
    private const int TemperatureBytes = 14;
    private const int ThermistorsAt = 8;
    private const int ConfigurePolls = 10;
    private const int RetryMilliseconds = 1000;
    private const int BleedMilliseconds = 5000;
    private const int ChargeAgeMilliseconds = 1000;
    private const int ReadBackSpacingMilliseconds = 1000;
    private const int NotPossible = 32768;
    private const int ZeroCelsiusDecikelvins = 2731;
    private const int LowestCentidegrees = -4500;
    private const int HighestCentidegrees = 13000;
    private const int MicrocoulombsPerMilliampHour = 3600000;
    private const int ThermistorOn = 0x07;

    private readonly Bq769x2Settings _settings;
    private readonly Bq769x2Bus _bus;
    private readonly Bq769x2Thresholds _thresholds;
    private readonly IClock _clock;
    private readonly int[] _input = new int[CellInputs];
    private readonly int _unitMicroamps;
    private AfeSecondLine? _line;
    private Commands? _commands;
    private bool _fits;
    private bool _configured;
    private bool _tried;
    private int _triedAt;
    private bool _answered;
    private int _answeredAt;
    private int _asked;
    private int _askedAt;
    private bool _chargeFresh;
    private bool _chargeRead;
    private int _chargeAt;
    private long _charge;
    private int _enabled;
    private bool _readBack;
    private bool _readBackBegun;
    private int _readBackAt;
    private int _bleedWanted;
    private int _bleedSent;
    private int _bleedSentAt;

    /// <summary>Makes the driver of one chip; nothing goes over the bus yet.</summary>
    /// <param name="bus">Its bus.</param>
    /// <param name="clock">Time, for the waits while it is configured.</param>
    /// <param name="settings">How it is wired.</param>
    public Bq76952(II2cBus bus, IClock clock, Bq769x2Settings settings)
    {
        _settings = settings;
        _bus = new Bq769x2Bus(bus, settings.Address);
        _clock = clock;
        _thresholds = new Bq769x2Thresholds(settings.ShuntMicroohms);
        _unitMicroamps = settings.CoarseCurrent ? 10000 : 1000;
    }

    /// <summary>True once the chip holds the pack's configuration.</summary>
    public bool Configured => _configured;

    /// <summary>How often a reset of the chip was noticed; may wrap.</summary>
    public int Resets { get; private set; }

    /// <summary>Failed transactions: no answer, wrong CRC or checksum; may wrap.</summary>
    public int BusErrors { get; private set; }

    /// <summary>Voltage at the chip's top of stack in microvolts, to 10 mV; that of the last good read.</summary>
    public int StackMicrovolts { get; private set; }

    /// <inheritdoc/>
    public void Prepare(PackController controller)
    {
        _line = controller.Protection.SecondLine;
        _commands = controller.Commands;
        int groups = controller.Commands.BleedGroup.Length;
        int count = 0;
        for (int input = 0; input < CellInputs; input++)
        {
            if (((_settings.CellMask >> input) & 1) != 0)
                _input[count++] = input;
        }
        _fits = count == groups && groups >= 3;
        _configured = false;
        _tried = false;
        _answered = false;
        _chargeRead = false;
        _readBack = false;
        _readBackBegun = false;
        _asked = 0;
        _bleedWanted = 0;
        _bleedSent = 0;
        Configure(_clock.NowMilliseconds);
    }

    /// <inheritdoc/>
    public void Measure(Measurements measurements, int nowMilliseconds)
    {
        if (!_answered)
        {
            // Silence counts from the first try on.
            _answered = true;
            _answeredAt = nowMilliseconds;
        }
        Clear(measurements);
        _chargeFresh = false;
        if (_fits && !_configured)
            Configure(nowMilliseconds);
        bool heard = _configured && Read(measurements);
        if (heard)
        {
            _answeredAt = nowMilliseconds;
            TakeAnswer(nowMilliseconds);
            Ask(nowMilliseconds);
        }
        int silent = unchecked(nowMilliseconds - _answeredAt);
        measurements.AuxiliaryValue[(int)AuxiliaryChannel.AfeSilentMilliseconds] = silent < 0 ? int.MaxValue : silent;
        measurements.AuxiliaryValid[(int)AuxiliaryChannel.AfeSilentMilliseconds] = true;
        measurements.AuxiliaryAgeMilliseconds[(int)AuxiliaryChannel.AfeSilentMilliseconds] = 0;
        Hand(measurements, nowMilliseconds);
    }

    /// <inheritdoc/>
    public void Bleed(bool[] groups)
    {
        int mask = 0;
        for (int group = 0; group < groups.Length && group < CellInputs; group++)
            mask |= groups[group] ? 1 << _input[group] : 0;
        _bleedWanted = mask;
    }

    /// <inheritdoc/>
    public void StopBleeding()
    {
        _bleedWanted = 0;
        if (_bleedSent == 0)
            return;
        // This may be the last call for long: it cannot wait for a next measurement.
        _asked = 0;
        _readBackBegun = false;
        if (Note(_bus.Command(Bq769x2Registers.ActiveCells, 0, 2)))
            _bleedSent = 0;
    }

    /// <summary>Switches the chip's own FETs off, or lets it have them on; false where it did not answer.</summary>
    public bool SwitchFets(bool allowed) =>
        Note(_bus.Command(allowed ? Bq769x2Registers.AllFetsOn : Bq769x2Registers.AllFetsOff));

    private bool Note(bool good)
    {
        if (!good)
            BusErrors = unchecked(BusErrors + 1);
        return good;
    }

    private bool Read(Measurements measurements)
    {
        byte[] data = _bus.Data;
        if (!Note(_bus.Read(Bq769x2Registers.BatteryStatus, MainBytes)))
            return false;
        if ((data[0] & (Bq769x2Registers.StatusReset | Bq769x2Registers.StatusConfiguring)) != 0)
        {
            // A chip that was reset measures with another pack's settings, and one that is being configured does not measure.
            Resets = unchecked(Resets + 1);
            _configured = false;
            return false;
        }
        int groups = measurements.CellMicrovolts.Length;
        for (int group = 0; group < groups; group++)
        {
            int at = CellsAt + (2 * _input[group]);
            int millivolts = Signed(data, at);
            measurements.CellMicrovolts[group] = millivolts * 1000;
            measurements.CellAgeMilliseconds[group] = 0;
            measurements.CellValid[group] = true;
        }
        StackMicrovolts = (data[StackAt] | (data[StackAt + 1] << 8)) * 10000;
        measurements.AuxiliaryValue[(int)AuxiliaryChannel.PackMicrovolts] = StackMicrovolts;
        measurements.AuxiliaryAgeMilliseconds[(int)AuxiliaryChannel.PackMicrovolts] = 0;
        measurements.AuxiliaryValid[(int)AuxiliaryChannel.PackMicrovolts] = true;
        int raw = Signed(data, CurrentAt);
        measurements.PackMicroamps = Scale(raw);
        measurements.PackCurrentAgeMilliseconds = 0;
        // A converter at its end knows only that it is more than this.
        measurements.PackCurrentValid = raw < NotPossible - 1 && raw > -NotPossible;
        return ReadTemperatures(measurements);
    }

    private bool ReadTemperatures(Measurements measurements)
    {
        if (!Note(_bus.Read(Bq769x2Registers.InternalTemperature, TemperatureBytes)))
            return false;
        int sensors = measurements.TemperatureCentidegrees.Length;
        int thermistors = _settings.Thermistors;
        for (int sensor = 0; sensor < sensors && sensor < thermistors; sensor++)
            TakeTemperature(measurements, sensor, ThermistorsAt + (2 * sensor));
        if (_settings.InternalTemperature && thermistors < sensors)
            TakeTemperature(measurements, thermistors, 0);
        return true;
    }

    private void TakeTemperature(Measurements measurements, int sensor, int at)
    {
        int centidegrees = ((Signed(_bus.Data, at) - ZeroCelsiusDecikelvins) * 10) - 5;
        measurements.TemperatureCentidegrees[sensor] = centidegrees;
        measurements.TemperatureAgeMilliseconds[sensor] = 0;
        // An open or shorted thermistor reads as a temperature that no pack has.
        measurements.TemperatureValid[sensor] = centidegrees > LowestCentidegrees && centidegrees < HighestCentidegrees;
    }

    private void Hand(Measurements measurements, int now)
    {
        int chargeAge = unchecked(now - _chargeAt);
        bool charge = _configured && _chargeRead && chargeAge >= 0 && chargeAge <= ChargeAgeMilliseconds;
        // Two counters taken in two steps in succession differ by one step's charge (that of the step before); an older one is none.
        measurements.AccumulatedChargeValid = charge && _chargeFresh;
        measurements.AccumulatedMicrocoulombs = charge ? _charge : 0;
        measurements.AuxiliaryAgeMilliseconds[(int)AuxiliaryChannel.ChargeCounter] = charge ? chargeAge : int.MaxValue;
        measurements.AuxiliaryValid[(int)AuxiliaryChannel.ChargeCounter] = charge;
        int readAge = unchecked(now - _readBackAt);
        bool back = _configured && _readBack && readAge >= 0;
        measurements.AuxiliaryAgeMilliseconds[(int)AuxiliaryChannel.AfeReadBack] = back ? readAge : int.MaxValue;
        measurements.AuxiliaryValid[(int)AuxiliaryChannel.AfeReadBack] = back;
        int[] thresholds = measurements.AfeThresholds;
        for (int index = 0; index < thresholds.Length; index++)
            thresholds[index] = back ? _thresholds.ReadBack[index] : 0;
    }

    private static void Clear(Measurements measurements)
    {
        for (int group = 0; group < measurements.CellValid.Length; group++)
        {
            measurements.CellValid[group] = false;
            measurements.CellAgeMilliseconds[group] = int.MaxValue;
        }
        for (int sensor = 0; sensor < measurements.TemperatureValid.Length; sensor++)
        {
            measurements.TemperatureValid[sensor] = false;
            measurements.TemperatureAgeMilliseconds[sensor] = int.MaxValue;
        }
        measurements.PackCurrentValid = false;
        measurements.PackCurrentAgeMilliseconds = int.MaxValue;
        measurements.AuxiliaryValid[(int)AuxiliaryChannel.PackMicrovolts] = false;
        measurements.AuxiliaryAgeMilliseconds[(int)AuxiliaryChannel.PackMicrovolts] = int.MaxValue;
    }

    private int Scale(int raw) => (int)((long)raw * _unitMicroamps * 1000 / _settings.ShuntMicroohms);

    private static int Signed(byte[] data, int at)
    {
        int value = data[at] | (data[at + 1] << 8);
        return value >= NotPossible ? value - (2 * NotPossible) : value;
    }
}

using Bms.Core;
using Bms.Core.Configuration;
using Bms.Core.Measurement;

namespace Bms.Board.Drivers.Inverters;

/// <summary>
/// The frames, little-endian: Pylontech protocol V1.2, SMA FSS-ConnectingBat, Victron's additions. Positive current charges, as there.
/// </summary>
public sealed class InverterFrames
{
    private const int MicroampsPerStep = 100000;
    private const int LeastSmaDecivolts = 410;
    private const int MostSmaDecivolts = 630;
    private const int UnknownSigned = 0x8000;
    private const int UnknownUnsigned = 0xFFFF;
    private const long FullChargeMilliseconds = 30L * 24 * 3600 * 1000;
    private const float FullSoc = 0.97f;
    private const int ZeroCelsiusKelvin = 273;

    private readonly InverterKind _kind;
    private readonly InverterSettings _settings;
    private readonly InverterAlarms _alarms = new InverterAlarms();
    private readonly FrameBytes _frame = new FrameBytes();
    private readonly int _capacityAmpHours;
    private bool _followed;
    private int _followedAt;
    private long _belowFull;

    /// <summary>Makes the frames of one pack.</summary>
    public InverterFrames(PackConfiguration pack, InverterSettings settings)
    {
        _kind = settings.Kind;
        _settings = settings;
        _capacityAmpHours = (int)((long)pack.Cell.CapacityMicroampHours * pack.ParallelCells / 1000000);
    }

    /// <summary>The bytes of the frame that was filled last.</summary>
    public byte[] Bytes => _frame.Bytes;

    /// <summary>How many of them there are.</summary>
    public int Count { get; private set; }

    /// <summary>Keeps the time since the pack was last full. To be called after every step.</summary>
    public void Follow(PackController controller, int nowMilliseconds)
    {
        int since = unchecked(nowMilliseconds - _followedAt);
        if (_followed && since > 0)
            _belowFull += since;
        _followed = true;
        _followedAt = nowMilliseconds;
        if (controller.Estimation.Valid && controller.Estimation.Estimator.Soc > FullSoc)
            _belowFull = 0;
    }

    /// <summary>
    /// Fills one frame of the set; its identifier, or 0 where this set has none in this place or it is not known what to say.
    /// </summary>
    /// <param name="place">0…15.</param>
    /// <param name="controller">The controller.</param>
    public int Fill(int place, PackController controller)
    {
        _frame.Clear();
        Count = 8;
        bool pylontech = _kind == InverterKind.Pylontech;
        bool victron = _kind == InverterKind.Victron;
        switch (place)
        {
            case 0:
                return Limits(controller.Commands);
            case 1:
                return Charge(controller);
            case 2:
                return Actual(controller.Measurement);
            case 3:
                return pylontech ? Protections(controller) : Pairs(controller);
            case 4:
                return pylontech ? Requests(controller) : 0;
            case 5:
                return pylontech ? Text(0x35E, 'P', 'Y', 'L', 'O', 'N', ' ', ' ', ' ') : _kind == InverterKind.Sma ? Kind() : 0;
            case 6:
                return victron ? Text(0x370, 'B', 'm', 's', ' ', ' ', ' ', ' ', ' ') : 0;
            case 7:
                return victron ? Text(0x371, ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ') : 0;
            case 8:
                return victron ? Modules(controller) : 0;
            case 9:
                return victron ? Extremes(controller.Measurement) : 0;
            case 10:
                return victron ? Name(0x374, 'C', controller.Measurement.Cells, false) : 0;
            case 11:
                return victron ? Name(0x375, 'C', controller.Measurement.Cells, true) : 0;
            case 12:
                return victron ? Name(0x376, 'T', controller.Measurement.Temperatures, false) : 0;
            case 13:
                return victron ? Name(0x377, 'T', controller.Measurement.Temperatures, true) : 0;
            case 14:
                return victron ? Capacity() : 0;
            default:
                return victron ? Text(0x382, 'B', 'm', 's', ' ', ' ', ' ', ' ', ' ') : 0;
        }
    }

    private int Limits(Commands commands)
    {
        int decivolts = _settings.ChargeMillivolts / 100;
        bool sensible = _kind == InverterKind.Sma ? decivolts >= LeastSmaDecivolts && decivolts <= MostSmaDecivolts : decivolts > 0;
        if (!sensible)
            return 0;
        _frame.PutUnsigned(0, decivolts);
        _frame.PutSigned(2, commands.ChargeLimitMicroamps / MicroampsPerStep);
        _frame.PutSigned(4, commands.DischargeLimitMicroamps / MicroampsPerStep);
        if (_kind != InverterKind.Pylontech)
            _frame.PutUnsigned(6, _settings.DischargeMillivolts / 100);
        return 0x351;
    }

    private int Charge(PackController controller)
    {
        bool known = controller.Estimation.Valid;
        if (!known && _kind != InverterKind.Sma)
            return 0;
        float soc = known ? controller.Estimation.Estimator.Soc : 0f;
        _frame.Put(0, known ? Share(soc, 100f) : UnknownUnsigned);
        _frame.Put(2, Share(controller.Health.CapacityRatio, 100f));
        Count = 4;
        if (_kind == InverterKind.Sma)
        {
            _frame.Put(4, known ? Share(soc, 10000f) : UnknownUnsigned);
            Count = 6;
        }
        return 0x355;
    }

    private int Actual(MeasurementStage measurement)
    {
        bool voltage = measurement.Cells.LostCount == 0 && measurement.Cells.UsableCount > 0;
        bool current = measurement.CurrentUsable;
        bool temperature = measurement.Temperatures.UsableCount > 0;
        if (_kind != InverterKind.Sma && !(voltage && current && temperature))
            return 0;
        if (voltage)
            _frame.PutSigned(0, measurement.Cells.Sum / 10000);
        else
            _frame.Put(0, UnknownSigned);
        if (current)
            _frame.PutSigned(2, measurement.PackMicroamps / MicroampsPerStep);
        else
            _frame.Put(2, UnknownSigned);
        if (temperature)
            _frame.PutSigned(4, measurement.Temperatures.Maximum / 10);
        else
            _frame.Put(4, UnknownSigned);
        Count = 6;
        return 0x356;
    }

    private int Protections(PackController controller)
    {
        InverterAlarms alarms = _alarms;
        alarms.Take(controller);
        byte[] bytes = _frame.Bytes;
        for (int state = 1; state <= 2; state++)
        {
            int hot = Worse(alarms.HighTemperature, alarms.HighTemperatureCharge);
            int cold = Worse(alarms.LowTemperature, alarms.LowTemperatureCharge);
            int discharge = Worse(alarms.DischargeCurrent, alarms.ShortCircuit);
            int inside = Worse(alarms.Internal, alarms.Contactor);
            int at = state == 2 ? 0 : 2;
            bytes[at] = (byte)(Bit(alarms.HighVoltage, state, 1) | Bit(alarms.LowVoltage, state, 2) | Bit(hot, state, 3)
                | Bit(cold, state, 4) | Bit(discharge, state, 7));
            bytes[at + 1] = (byte)(Bit(alarms.ChargeCurrent, state, 0) | Bit(inside, state, 3));
        }
        bytes[4] = (byte)_settings.Modules;
        bytes[5] = (byte)'P';
        bytes[6] = (byte)'N';
        Count = 7;
        return 0x359;
    }

    private int Pairs(PackController controller)
    {
        InverterAlarms alarms = _alarms;
        alarms.Take(controller);
        byte[] bytes = _frame.Bytes;
        for (int state = 1; state <= 2; state++)
        {
            int at = state == 2 ? 0 : 4;
            bytes[at] = Four(state, alarms.General, alarms.HighVoltage, alarms.LowVoltage, alarms.HighTemperature);
            bytes[at + 1] = Four(
                state, alarms.LowTemperature, alarms.HighTemperatureCharge, alarms.LowTemperatureCharge, alarms.DischargeCurrent);
            bytes[at + 2] = Four(state, alarms.ChargeCurrent, alarms.Contactor, alarms.ShortCircuit, alarms.Internal);
            bytes[at + 3] = (byte)Pair(alarms.Imbalance, state);
        }
        return 0x35A;
    }

    private int Requests(PackController controller)
    {
        Commands commands = controller.Commands;
        bool charge = commands.ChargeLimitMicroamps > 0;
        _alarms.Take(controller);
        _frame.Bytes[0] = (byte)((charge ? 0x80 : 0) | (commands.DischargeLimitMicroamps > 0 ? 0x40 : 0)
            | (charge && _alarms.LowVoltage == 2 ? 0x20 : 0) | (charge && _alarms.LowVoltage == 1 ? 0x10 : 0)
            | (_belowFull >= FullChargeMilliseconds ? 0x08 : 0));
        Count = 2;
        return 0x35C;
    }

    private int Kind()
    {
        // Type and version of the battery have no meaning that is ours to give; capacity in Ah.
        _frame.Put(0, UnknownUnsigned);
        _frame.Put(2, UnknownUnsigned);
        _frame.PutUnsigned(4, _capacityAmpHours);
        Count = 6;
        return 0x35F;
    }

    private int Capacity()
    {
        _frame.PutUnsigned(0, _capacityAmpHours);
        Count = 2;
        return 0x379;
    }

    private int Modules(PackController controller)
    {
        Commands commands = controller.Commands;
        int modules = _settings.Modules;
        bool online = controller.FailedStage == ControllerStage.None;
        _frame.PutUnsigned(0, online ? modules : 0);
        _frame.PutUnsigned(2, commands.ChargeLimitMicroamps > 0 ? 0 : modules);
        _frame.PutUnsigned(4, commands.DischargeLimitMicroamps > 0 ? 0 : modules);
        _frame.PutUnsigned(6, online ? 0 : modules);
        return 0x372;
    }

    private int Extremes(MeasurementStage measurement)
    {
        if (measurement.Cells.UsableCount == 0 || measurement.Temperatures.UsableCount == 0)
            return 0;
        _frame.PutUnsigned(0, measurement.Cells.Minimum / 1000);
        _frame.PutUnsigned(2, measurement.Cells.Maximum / 1000);
        _frame.PutUnsigned(4, (measurement.Temperatures.Minimum / 100) + ZeroCelsiusKelvin);
        _frame.PutUnsigned(6, (measurement.Temperatures.Maximum / 100) + ZeroCelsiusKelvin);
        return 0x373;
    }

    private int Name(int identifier, char letter, ChannelSummary channels, bool highest)
    {
        if (channels.UsableCount == 0)
            return 0;
        int number = (highest ? channels.MaximumChannel : channels.MinimumChannel) + 1;
        Text(identifier, letter, (char)('0' + (number / 10)), (char)('0' + (number % 10)), ' ', ' ', ' ', ' ', ' ');
        return identifier;
    }

    private int Text(int identifier, char a, char b, char c, char d, char e, char f, char g, char h)
    {
        byte[] bytes = _frame.Bytes;
        bytes[0] = (byte)a;
        bytes[1] = (byte)b;
        bytes[2] = (byte)c;
        bytes[3] = (byte)d;
        bytes[4] = (byte)e;
        bytes[5] = (byte)f;
        bytes[6] = (byte)g;
        bytes[7] = (byte)h;
        return identifier;
    }

    private static byte Four(int state, int a, int b, int c, int d) =>
        (byte)(Pair(a, state) | (Pair(b, state) << 2) | (Pair(c, state) << 4) | (Pair(d, state) << 6));

    private static int Pair(int value, int state) => value == state ? 1 : 2;

    private static int Bit(int value, int state, int bit) => value == state ? 1 << bit : 0;

    private static int Worse(int one, int other) => one > other ? one : other;

    private static int Share(float value, float whole)
    {
        float scaled = (value * whole) + 0.5f;
        return float.IsNaN(scaled) || scaled < 0f ? 0 : scaled > whole ? (int)whole : (int)scaled;
    }
}

using Bms.Core.Configuration;
using Bms.Core.Measurement;
using Bms.Core.Numerics;

namespace Bms.Core.Protection;

/// <summary>
/// What each row of the table looks at: a value, whether there is one, whether it is fresh, and its channel. Values of rows that act
/// below their limit are negated, so that every row acts above. Rows share families of channels, whose state is read once a step;
/// the later rows of the table are read only when their turn comes.
/// </summary>
public sealed partial class ProtectionQuantities
{
    internal const int FamilyCells = 0;
    internal const int FamilyTemperatures = 1;
    internal const int FamilyCurrent = 2;
    internal const int FamilyAlways = 3;

    /// <summary>Of each row, with its sign.</summary>
    internal readonly int[] Value = new int[ProtectionPolicy.RowCount];

    /// <summary>Of each family: there is a value, every channel is good, sampled since the last step.</summary>
    internal readonly bool[] Available = new bool[FamilyAlways + 1];
    internal readonly bool[] Whole = new bool[FamilyAlways + 1];
    internal readonly bool[] Fresh = new bool[FamilyAlways + 1];

    /// <summary>Of the row that was read last by <see cref="ReadSlow"/>.</summary>
    internal bool SlowAvailable;
    internal bool SlowWhole;
    internal bool SlowFresh;

    /// <summary>Which way the current flows.</summary>
    internal CurrentDirection Direction;

    private const int Rows = ProtectionPolicy.RowCount;
    private const int RateTimeConstantMilliseconds = 5000;
    private const int MillisecondsPerMinute = 60000;

    // The slow average of the pressure is kept in 1/1024 of a kilopascal.
    private const int PressureShift = 10;

    private readonly int[] _input = new int[Rows];

    // Rows that look at an input as it is.
    private readonly bool[] _plain = new bool[Rows];

    // The step in which each family was sampled last: a row that takes turns sees what came since its last turn.
    private readonly int[] _freshAt = new int[FamilyAlways + 1];
    private readonly bool _hasPack;
    private readonly bool _hasAfeAge;
    private readonly OverloadHeat _chargeHeat;
    private readonly OverloadHeat _dischargeHeat;
    private readonly RunawaySigns _signs;
    private readonly AfeSecondLine _afe;
    private readonly bool _countsSigns;
    private readonly bool _heats;
    private int _step = ProtectionPolicy.SlowPeriodSteps;
    private int _longestStep;
    private long _pressureAverage;
    private bool _pressureKnown;

    /// <summary>Makes the quantities of one pack.</summary>
    public ProtectionQuantities(PackConfiguration configuration, AfeSecondLine afe)
    {
        _afe = afe;
        _hasPack = configuration.Has(AuxiliaryChannel.PackMicrovolts);
        _hasAfeAge = configuration.FindRow(ProtectionKind.AfeLost) != null;
        _chargeHeat = new OverloadHeat(configuration.ChargeLimitMicroamps);
        _dischargeHeat = new OverloadHeat(configuration.DischargeLimitMicroamps);
        _signs = new RunawaySigns(configuration);
        _countsSigns = configuration.FindRow(ProtectionKind.RunawayWarning) != null
            || configuration.FindRow(ProtectionKind.ThermalRunaway) != null;
        _heats = configuration.FindRow(ProtectionKind.OverloadCharge) != null || configuration.FindRow(ProtectionKind.OverloadDischarge) != null;
        for (int row = 0; row < Rows; row++)
        {
            _input[row] = ProtectionPolicy.Input((ProtectionKind)row);
            _plain[row] = IsPlain((ProtectionKind)row);
        }
        Available[FamilyAlways] = true;
        Whole[FamilyAlways] = true;
    }

    /// <summary>Findings of the table's own check of its limits; set by the stage.</summary>
    internal int DamagedLimits { get; set; }

    /// <summary>What should be kept over a loss of power is not.</summary>
    internal bool MemoryFailing { get; set; }

    /// <summary>Takes what every step needs.</summary>
    internal void Read(Measurements measurements, MeasurementStage measurement)
    {
        int elapsed = measurement.ElapsedMilliseconds;
        CurrentSensing current = measurement.Current;
        Direction = current.Direction;
        // That a channel is missing is seen anew in every step that takes time, so it is always fresh.
        Fresh[FamilyAlways] = elapsed > 0;
        if (elapsed > _longestStep)
            _longestStep = elapsed;
        int[] value = Value;
        bool[] available = Available;
        bool[] whole = Whole;
        bool[] fresh = Fresh;
        ChannelSummary cells = measurement.Cells;
        int lost = cells.LostCount;
        available[FamilyCells] = cells.UsableCount > 0;
        whole[FamilyCells] = lost == 0;
        fresh[FamilyCells] = cells.Fresh;
        value[(int)ProtectionKind.CellOverVoltage] = cells.Maximum;
        value[(int)ProtectionKind.CellUnderVoltage] = -cells.Minimum;
        value[(int)ProtectionKind.CellVoltageLost] = lost;
        ChannelSummary temperatures = measurement.Temperatures;
        lost = temperatures.LostCount;
        int hottest = temperatures.Maximum;
        int coldest = -temperatures.Minimum;
        available[FamilyTemperatures] = temperatures.UsableCount > 0;
        whole[FamilyTemperatures] = lost == 0;
        fresh[FamilyTemperatures] = temperatures.Fresh;
        value[(int)ProtectionKind.OverTemperatureCharge] = hottest;
        value[(int)ProtectionKind.UnderTemperatureCharge] = coldest;
        value[(int)ProtectionKind.OverTemperatureDischarge] = hottest;
        value[(int)ProtectionKind.OverTemperatureRest] = hottest;
        value[(int)ProtectionKind.UnderTemperatureDischarge] = coldest;
        value[(int)ProtectionKind.TemperatureLost] = lost;
        int charge = current.Charge;
        int discharge = current.Discharge;
        value[(int)ProtectionKind.OverCurrentCharge] = charge;
        value[(int)ProtectionKind.OverCurrentDischarge] = discharge;
        value[(int)ProtectionKind.ShortCircuit] = charge > discharge ? charge : discharge;
        bool usable = current.Usable;
        value[(int)ProtectionKind.CurrentLost] = usable ? 0 : 1;
        value[(int)ProtectionKind.OpenWire] = measurement.CellTracking.OpenWires;
        bool seen = current.Seen;
        available[FamilyCurrent] = seen;
        whole[FamilyCurrent] = usable;
        fresh[FamilyCurrent] = current.Fresh;
        // An age that is not known keeps its last value: it must not end a trip, and that it is lost is a row of its own.
        if (_hasAfeAge && measurement.Auxiliaries.IsUsable(measurements, AuxiliaryChannel.AfeSilentMilliseconds))
            value[(int)ProtectionKind.AfeLost] = measurements.AuxiliaryValue[(int)AuxiliaryChannel.AfeSilentMilliseconds];
        int step = unchecked(_step + 1);
        int[] freshAt = _freshAt;
        _step = step;
        if (fresh[FamilyCells])
            freshAt[FamilyCells] = step;
        if (fresh[FamilyTemperatures])
            freshAt[FamilyTemperatures] = step;
        if (fresh[FamilyCurrent])
            freshAt[FamilyCurrent] = step;
        if (seen && _heats)
        {
            _chargeHeat.Step(charge, elapsed);
            _dischargeHeat.Step(discharge, elapsed);
        }
        if (_countsSigns)
            _signs.Step(measurements, measurement);
    }

    /// <summary>Reads one of the later rows.</summary>
    internal void ReadSlow(RowState state, Measurements measurements, MeasurementStage measurement)
    {
        int row = state.Row;
        int family = state.Family;
        int input = _input[row];
        SlowFresh = true;
        if (_plain[row])
        {
            bool usable = measurement.Auxiliaries.IsUsable(measurements, (AuxiliaryChannel)input);
            SlowAvailable = usable;
            SlowWhole = usable;
            if (usable)
                Value[row] = measurements.AuxiliaryValue[input];
            return;
        }
        SlowAvailable = true;
        SlowWhole = true;
        if (family != FamilyAlways)
        {
            SlowAvailable = Available[family];
            SlowWhole = Whole[family];
            SlowFresh = unchecked(_step - _freshAt[family]) < ProtectionPolicy.SlowPeriodSteps;
        }
        ProtectionKind kind = (ProtectionKind)row;
        if (input >= 0)
            ReadInput(kind, input, measurements, measurement);
        else
            Value[row] = kind == ProtectionKind.IntegrityFault ? Findings(measurements, measurement) : Measured(kind, measurement);
    }

    /// <summary>The channel that a row's value comes from.</summary>
    internal int Channel(int row, MeasurementStage measurement)
    {
        ProtectionKind kind = (ProtectionKind)row;
        switch (kind)
        {
            case ProtectionKind.CellOverVoltage:
            case ProtectionKind.VoltageSpread:
                return measurement.Cells.MaximumChannel;
            case ProtectionKind.CellUnderVoltage:
            case ProtectionKind.DeepDischarge:
                return measurement.Cells.MinimumChannel;
            case ProtectionKind.CellVoltageLost:
                return NotNegative(measurement.Cells.FirstLostChannel);
            case ProtectionKind.TemperatureLost:
                return NotNegative(measurement.Temperatures.FirstLostChannel);
            case ProtectionKind.TemperatureRise:
                return measurement.TemperatureTracking.FastestSensor;
            case ProtectionKind.OpenWire:
                return measurement.CellTracking.FirstOpenWire;
            case ProtectionKind.AuxiliaryLost:
                return measurement.Auxiliaries.LastLost;
            case ProtectionKind.RunawayWarning:
            case ProtectionKind.ThermalRunaway:
                return _signs.Latest;
            default:
                if (FamilyOf(kind) != FamilyTemperatures)
                    return 0;
                return ProtectionPolicy.ActsAbove(kind) ? measurement.Temperatures.MaximumChannel : measurement.Temperatures.MinimumChannel;
        }
    }

    private static bool IsPlain(ProtectionKind kind)
    {
        switch (kind)
        {
            case ProtectionKind.PressureHigh:
            case ProtectionKind.InterlockOpen:
            case ProtectionKind.LeakDetected:
            case ProtectionKind.LinkLost:
                return true;
            default:
                return false;
        }
    }

    internal static int FamilyOf(ProtectionKind kind)
    {
        if (kind == ProtectionKind.PackSumMismatch || ProtectionPolicy.Input(kind) >= 0)
            return FamilyAlways;
        switch (ProtectionPolicy.Unit(kind))
        {
            case ProtectionUnit.Microvolts:
                return FamilyCells;
            case ProtectionUnit.Centidegrees:
            case ProtectionUnit.CentidegreesPerMinute:
                return FamilyTemperatures;
            case ProtectionUnit.Microamps:
                return FamilyCurrent;
            default:
                return kind == ProtectionKind.OverloadCharge || kind == ProtectionKind.OverloadDischarge ? FamilyCurrent : FamilyAlways;
        }
    }

    private static int NotNegative(int channel) => channel < 0 ? 0 : channel;
}

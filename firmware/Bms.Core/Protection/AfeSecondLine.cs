using Bms.Core.Configuration;
using Bms.Core.Measurement;
using Bms.Core.Numerics;

namespace Bms.Core.Protection;

/// <summary>
/// The AFE's own protections stand behind the firmware's. Their thresholds follow from the image, the board writes them at boot, and
/// what is read back is compared at boot and periodically: a threshold that differs, or one that nobody reads back, is a finding.
/// </summary>
public sealed class AfeSecondLine
{
    private const int Thresholds = (int)AfeThreshold.Count;
    private const int FullPermille = 1000;

    // How long the board may take to read back what it is asked for.
    private const int AnswerMilliseconds = 5000;

    private readonly AfeSettings _settings;
    private readonly int[] _wanted = new int[Thresholds];
    private readonly int[] _tolerance = new int[Thresholds];
    private int _sinceMatchMilliseconds;
    private bool _seen;

    /// <summary>Derives the thresholds of one pack.</summary>
    public AfeSecondLine(PackConfiguration configuration)
    {
        _settings = configuration.Afe;
        bool readsBack = configuration.FindRow(ProtectionKind.AfeDifference) != null;
        Confirmed = !readsBack;
        int margin = _settings.MarginMicrovolts;
        Want(AfeThreshold.OverVoltageMicrovolts, Trip(configuration, ProtectionKind.CellOverVoltage) + margin, _settings.ToleranceMicrovolts);
        Want(AfeThreshold.UnderVoltageMicrovolts, Trip(configuration, ProtectionKind.CellUnderVoltage) - margin, _settings.ToleranceMicrovolts);
        WantCurrent(AfeThreshold.OverCurrentChargeMicroamps, Beyond(Trip(configuration, ProtectionKind.OverCurrentCharge)));
        int discharge = Beyond(Trip(configuration, ProtectionKind.OverCurrentDischarge));
        WantCurrent(AfeThreshold.OverCurrentDischargeMicroamps, discharge);
        int shortCircuit = Trip(configuration, ProtectionKind.ShortCircuit);
        WantCurrent(AfeThreshold.ShortCircuitMicroamps, shortCircuit != 0 ? shortCircuit : Beyond(discharge));
        Want(AfeThreshold.DelayMilliseconds, _settings.DelayMilliseconds, 0);
    }

    /// <summary>How many thresholds differ; 1 too where nothing has been read back in time.</summary>
    public int Differences { get; private set; }

    /// <summary>True once a read-back has been the same in everything; always where the board has none.</summary>
    public bool Confirmed { get; private set; }

    /// <summary>True while the board is asked to read the thresholds back.</summary>
    public bool ReadBackRequested { get; private set; }

    /// <summary>What a threshold has to be, in its unit.</summary>
    public int Wanted(AfeThreshold threshold) => _wanted[(int)threshold];

    /// <summary>Compares what was read back. A read-back that is older than its period counts as none.</summary>
    internal void Look(Measurements measurements, int elapsedMilliseconds)
    {
        int since = IntegerMath.AddSaturating(_sinceMatchMilliseconds, elapsedMilliseconds);
        int age = measurements.AuxiliaryAgeMilliseconds[(int)AuxiliaryChannel.AfeReadBack];
        bool answered = measurements.AuxiliaryValid[(int)AuxiliaryChannel.AfeReadBack] && age >= 0 && age <= _settings.PeriodMilliseconds;
        if (answered)
        {
            Compare(measurements.AfeThresholds);
            since = age;
            _seen = true;
        }
        else if (since > _settings.PeriodMilliseconds + AnswerMilliseconds)
        {
            Differences = 1;
        }
        ReadBackRequested = !_seen || since >= _settings.PeriodMilliseconds - AnswerMilliseconds || Differences != 0;
        _sinceMatchMilliseconds = since;
    }

    private void Compare(int[] readBack)
    {
        int differences = 0;
        for (int index = 0; index < Thresholds; index++)
        {
            long difference = (long)readBack[index] - _wanted[index];
            if (difference > _tolerance[index] || difference < -_tolerance[index])
                differences++;
        }
        Differences = differences;
        if (differences == 0)
            Confirmed = true;
    }

    private void Want(AfeThreshold threshold, int value, int tolerance)
    {
        _wanted[(int)threshold] = value;
        _tolerance[(int)threshold] = tolerance;
    }

    private void WantCurrent(AfeThreshold threshold, int value) =>
        Want(threshold, value, (int)((long)value * _settings.TolerancePermille / FullPermille));

    private int Beyond(int microamps) =>
        (int)IntegerMath.Clamp((long)microamps * (FullPermille + _settings.MarginPermille) / FullPermille, 0, int.MaxValue);

    private static int Trip(PackConfiguration configuration, ProtectionKind kind)
    {
        ProtectionRow? row = configuration.FindRow(kind);
        return row == null ? 0 : row.TripLimit;
    }
}

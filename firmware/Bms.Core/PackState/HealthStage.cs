using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Measurement;
using Bms.Core.Numerics;

namespace Bms.Core.PackState;

/// <summary>
/// What the average group still holds and how much its resistance has grown, learned slowly and each with its bound. Windows of ten
/// seconds give changes of load for the resistance; twelve of them a SOC from the voltage alone; two of those and the charge between
/// a capacity. The estimator's SOC is evidence of neither: it is counted with the capacity that is in question.
/// </summary>
/// <remarks>Work that a window makes is done in the steps after it, a piece in each, so that no step costs much.</remarks>
public sealed partial class HealthStage
{
    private const int WindowMilliseconds = 10000;
    private const int AfterSearch = OcvProbe.Searches + 1;
    private const int SpreadPhase = AfterSearch + 1;
    private const int TakePhase = SpreadPhase + 1;
    private const int LastPhase = TakePhase + CapacityFit.Iterations;
    private const float MidSoc = 0.5f;
    private const float PulseSeconds = 10f;
    private const float LowestSoc = 0.2f;
    private const float HighestSoc = 0.9f;
    private const int RoomCentidegrees = 2500;

    private readonly bool _enabled;
    private readonly int _gapMilliseconds;
    private readonly int _lowestCentidegrees;
    private readonly float _toldAmpHours;
    private readonly float _voltsPerNanocoulomb;
    private readonly OverpotentialTracker _tracker;
    private readonly ResistanceFit _resistance;
    private readonly OcvProbe _probe;
    private readonly CapacityFit _capacity;
    private readonly CapacityEvidence _evidence;
    private readonly float _profileOhms;
    private bool _began;
    private bool _restored;
    private int _milliseconds;
    private long _microampMilliseconds;
    private long _chargeNanocoulombs;
    private long _microvoltSum;
    private int _samples;
    private bool _hasLast;
    private float _lastVolts;
    private float _lastExpected;
    private long _lastCharge;
    private int _phase;

    // A window that is closed and not judged yet.
    private bool _waits;
    private int _windowSamples;
    private int _windowCentidegrees;
    private float _windowSoc;
    private float _windowSeconds;
    private float _windowAmps;
    private float _windowVolts;
    private long _windowCharge;

    /// <summary>Makes the stage for one pack.</summary>
    public HealthStage(PackConfiguration configuration)
    {
        PackStateSettings settings = configuration.PackState;
        _enabled = settings.Enabled;
        _gapMilliseconds = configuration.Estimation.GapMilliseconds;
        _lowestCentidegrees = settings.HealthLowestCentidegrees;
        _tracker = new OverpotentialTracker(configuration);
        GroupModel model = _tracker.Model;
        _toldAmpHours = model.CapacityAmpHours;
        _voltsPerNanocoulomb = _toldAmpHours > 0f ? 1f / (_toldAmpHours * 3.6e12f) : 0f;
        model.Locate(MidSoc, RoomCentidegrees);
        _profileOhms = model.R0Ohms();
        for (int branch = 0; branch < model.BranchCount; branch++)
            _profileOhms += model.BranchOhms(branch) * FloatMath.Approach(PulseSeconds / model.TauSeconds(branch));
        _resistance = new ResistanceFit(settings.ResistancePriorPermille * 1e-3f);
        _probe = new OcvProbe(model);
        _capacity = new CapacityFit(settings.CapacityPriorPermille * 1e-3f, settings.CapacityKeptPermille * 1e-3f, settings.CurrentGainPermille * 1e-3f);
        _evidence = new CapacityEvidence(configuration, _capacity, _toldAmpHours);
        ResistanceRatio = _resistance.Ratio;
        ResistanceRatioSigma = _resistance.Sigma;
        CapacityReason = ResistanceReason = _enabled ? HealthReason.None : HealthReason.Disabled;
        Publish();
    }

    /// <summary>Capacity of the average group, in ampere-hours of the pack, as learned; the configured one before.</summary>
    public float CapacityAmpHours { get; private set; }

    /// <summary>That over the configured capacity; SOH by capacity, may exceed 1.</summary>
    public float CapacityRatio { get; private set; }

    /// <summary>One standard deviation of <see cref="CapacityRatio"/>.</summary>
    public float CapacityRatioSigma { get; private set; }

    /// <summary>What became of the latest SOC reading.</summary>
    public HealthReason CapacityReason { get; private set; }

    /// <summary>Resistance over the profile's, normalised to 25 °C and mid SOC.</summary>
    public float ResistanceRatio { get; private set; }

    /// <summary>One standard deviation of <see cref="ResistanceRatio"/>.</summary>
    public float ResistanceRatioSigma { get; private set; }

    /// <summary>What became of the latest change of load.</summary>
    public HealthReason ResistanceReason { get; private set; }

    /// <summary>Resistance of the average group to a pulse of ten seconds at 25 °C and mid SOC as learned, in ohms.</summary>
    public float ResistanceOhms => _profileOhms * ResistanceRatio;

    /// <summary>Takes one step.</summary>
    public void Step(MeasurementStage measurement, EstimationStage estimation)
    {
        if (!_enabled || !estimation.Stepped)
            return;
        EstimatorInput input = estimation.Input;
        int elapsed = input.ElapsedMilliseconds;
        // Taken up at once, a snapshot goes on as if nothing had happened.
        if (_restored && !estimation.WasOff)
            _restored = false;
        if (!_began || !input.CurrentKnown || elapsed > _gapMilliseconds || _restored)
        {
            Begin(estimation, input);
            return;
        }
        _chargeNanocoulombs += input.ChargeNanocoulombs;
        _microampMilliseconds += (long)input.MeanMicroamps * elapsed;
        _milliseconds += elapsed;
        if (input.VoltageKnown)
        {
            _microvoltSum += input.CellMicrovolts;
            _samples++;
        }
        if (_milliseconds >= WindowMilliseconds)
        {
            JudgeWindow();
            CloseWindow(estimation.Estimator.Soc, input.TemperatureCentidegrees);
            // Where steps are as long as windows there is no step between two.
            if (elapsed < WindowMilliseconds)
                return;
        }
        if (_waits)
        {
            JudgeWindow();
            if (elapsed < WindowMilliseconds)
                return;
        }
        if (_phase > 0)
            Advance();
    }

    /// <summary>The first step, a restart, a gap, a lost current: what is counted and what is in the branches begins anew.</summary>
    private void Begin(EstimationStage estimation, EstimatorInput input)
    {
        JudgeWindow();
        if (_restored)
        {
            if (estimation.OnTrial)
            {
                CapacityReason = HealthReason.OnTrial;
                return;
            }
            if (estimation.Reason == CorrectionReason.SnapshotRejected)
                _evidence.Break();
            else
                Cross();
            _restored = false;
        }
        else if (_began)
        {
            _evidence.Break();
            CapacityReason = ResistanceReason = HealthReason.CurrentLost;
        }
        _began = true;
        _tracker.Restart(input.Resting);
        _probe.Restart();
        _hasLast = false;
        _phase = 0;
        Open();
    }

    /// <summary>What was counted in the window that the restart cut short counts.</summary>
    private void Cross()
    {
        _evidence.Count(_chargeNanocoulombs, _milliseconds);
        _evidence.Cross();
    }

    /// <summary>What the window came to is kept for the next step, which judges it.</summary>
    private void CloseWindow(float soc, int centidegrees)
    {
        int samples = _samples;
        float seconds = _milliseconds * 1e-3f;
        _evidence.Count(_chargeNanocoulombs, _milliseconds);
        _windowSamples = samples;
        _windowCharge = _chargeNanocoulombs;
        _windowSeconds = seconds;
        _windowAmps = IntegerMath.ToFloat(_microampMilliseconds) * 1e-9f / seconds;
        _windowVolts = samples > 0 ? (int)(_microvoltSum / samples) * 1e-6f : 0f;
        _windowSoc = soc;
        _windowCentidegrees = centidegrees;
        _tracker.Place(soc, centidegrees);
        _waits = true;
        Open();
    }

    private void JudgeWindow()
    {
        if (!_waits)
            return;
        _waits = false;
        int samples = _windowSamples;
        long charge = _windowCharge;
        float soc = _windowSoc;
        float volts = _windowVolts;
        _tracker.Take(_windowSeconds, _windowAmps, samples > 0 ? samples : 1);
        if (samples == 0 || _windowCentidegrees < _lowestCentidegrees)
        {
            CapacityReason = ResistanceReason = samples == 0 ? HealthReason.VoltageLost : HealthReason.TooCold;
            _probe.Restart();
            _hasLast = false;
            return;
        }
        float expected = _tracker.Volts;
        GroupModel model = _tracker.Model;
        if (_hasLast)
        {
            // From the middle of one window to the middle of the next half the charge of both has flowed.
            float moved = IntegerMath.ToFloat((charge + _lastCharge) >> 1) * _voltsPerNanocoulomb * model.SlopeVolts;
            ResistanceReason = soc < LowestSoc || soc > HighestSoc
                ? HealthReason.EndOfRange
                : _resistance.Add(volts - _lastVolts - moved, expected - _lastExpected);
            if (ResistanceReason == HealthReason.Accepted)
                ResistanceRatio = _resistance.Ratio;
        }
        _hasLast = true;
        _lastVolts = volts;
        _lastExpected = expected;
        _lastCharge = charge;
        if (_probe.Add(soc, volts - (ResistanceRatio * expected) - model.OcvVolts, FloatMath.Abs(expected), _tracker.UnsettledVolts,
                _evidence.ChargeNanocoulombs - (charge >> 1)))
            _phase = 1;
    }

    /// <summary>A piece of what a reading of the SOC asks for.</summary>
    private void Advance()
    {
        int phase = _phase;
        _phase = phase == LastPhase ? 0 : phase + 1;
        if (phase == 1)
        {
            ResistanceRatioSigma = _resistance.Sigma;
            _probe.Begin(ResistanceRatioSigma);
        }
        else if (phase <= AfterSearch)
            _probe.Search();
        else if (phase == SpreadPhase)
            _probe.Spread();
        else if (phase == TakePhase)
            Conclude();
        else
            _capacity.Iterate();
        if (phase == LastPhase)
            Publish();
    }

    private void Conclude()
    {
        CapacityReason = _probe.Doubtful
            ? HealthReason.EndOfRange
            : _evidence.Take(_probe.Soc, _probe.Variance, _probe.ChargeNanocoulombs);
        if (CapacityReason != HealthReason.Accepted)
            _phase = 0;
    }

    private void Publish()
    {
        CapacityRatio = _capacity.Ratio;
        CapacityRatioSigma = _capacity.Sigma;
        CapacityAmpHours = _toldAmpHours * CapacityRatio;
    }

    private void Open()
    {
        _milliseconds = 0;
        _microampMilliseconds = 0;
        _chargeNanocoulombs = 0;
        _microvoltSum = 0;
        _samples = 0;
    }
}

using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Measurement;
using Bms.Core.Numerics;
using Bms.Core.Thermal;

namespace Bms.Core.Charging;

/// <content>What leads from one phase to the next.</content>
public sealed partial class ChargingStage
{
    // One part in this many of the capacity is progress.
    private const int ProgressPart = 200;

    // Charging that stalls within this many windows of the target is full: a sensor withholds the rest.
    private const int NearWindows = 4;
    private const int BackWindows = 3;

    // A group above the precharge voltage by this is no longer deeply discharged.
    private const int PrechargeEndMicrovolts = 20000;

    // A full pack has to want charge for this long before it gets any.
    private const int RechargeMilliseconds = 60000;

    // A balancer that has not bled for this long has nothing more to do: it pauses to measure.
    private const int HoldQuietMilliseconds = 60000;

    // A pack that is stored is charged on once it has lost this much.
    private const int StorageHysteresisPermyriad = 500;

    private int _phaseMilliseconds;
    private int _wholeMilliseconds;
    private int _signMilliseconds;
    private int _stallMilliseconds;
    private int _noCurrentMilliseconds;
    private int _leastMicroamps;
    private long _markNanocoulombs;

    private void Turn(
        Measurements measurements, MeasurementStage measurement, EstimationStage estimation, ThermalStage thermal, bool may, int bleedingGroups)
    {
        int elapsed = measurement.PhaseMilliseconds;
        if (!measurements.ChargerConnected)
        {
            Begin();
            Enter(ChargePhase.None);
            return;
        }
        int soc = (int)(FloatMath.Clamp(estimation.Estimator.Soc, 0f, 1f) * CellProfile.FullSocPermyriad);
        bool storage = measurements.StorageChargeRequested;
        switch (Phase)
        {
            case ChargePhase.Stopped:
                return;
            case ChargePhase.Full:
                if (Wants(IsLow(measurement, soc) && !(storage && soc >= _settings.StorageSocPermyriad), elapsed))
                    Restart();
                return;
            case ChargePhase.Stored:
                if (Wants(!storage || soc < _settings.StorageSocPermyriad - StorageHysteresisPermyriad, elapsed))
                    Restart();
                return;
        }
        if (storage && soc >= _settings.StorageSocPermyriad)
        {
            Enter(ChargePhase.Stored);
            return;
        }
        if (thermal.TooColdToCharge || thermal.TooCold)
        {
            if (thermal.Fault != ThermalFault.None)
                GiveUp(ChargeFault.NoHeat);
            else if (Phase != ChargePhase.Preheat)
                Enter(ChargePhase.Preheat);
            return;
        }
        if (!may)
        {
            if (Phase != ChargePhase.Waiting)
                Enter(ChargePhase.Waiting);
            return;
        }
        if (Phase < ChargePhase.Precharge)
            Enter(measurement.Cells.Minimum < _settings.PrechargeMicrovolts ? ChargePhase.Precharge : ChargePhase.ConstantCurrent);
        else if (ChargerEnabled || _heldBack)
            Follow(measurement, elapsed, bleedingGroups);
    }

    /// <summary>One of the phases in which current flows.</summary>
    private void Follow(MeasurementStage measurement, int elapsed, int bleedingGroups)
    {
        ChannelSummary cells = measurement.Cells;
        int microamps = measurement.PackMicroamps;
        int below = _settings.TargetMicrovolts - cells.Maximum;
        // A turn's current stands for the time since the last one: what is asked is only whether charge comes at all.
        _chargeNanocoulombs += (long)microamps * elapsed;
        _phaseMilliseconds = IntegerMath.AddSaturating(_phaseMilliseconds, elapsed);
        _wholeMilliseconds = IntegerMath.AddSaturating(_wholeMilliseconds, elapsed);
        long longest = (long)_settings.PrechargeMaximumMilliseconds + _settings.CurrentMaximumMilliseconds + _settings.VoltageMaximumMilliseconds;
        if (_wholeMilliseconds > longest + _settings.HoldMilliseconds)
        {
            End(below, ChargeFault.Timeout);
            return;
        }
        switch (Phase)
        {
            case ChargePhase.Precharge:
                if (cells.Minimum >= _settings.PrechargeMicrovolts + PrechargeEndMicrovolts)
                    Enter(ChargePhase.ConstantCurrent);
                else if (_phaseMilliseconds > _settings.PrechargeMaximumMilliseconds)
                    GiveUp(ChargeFault.PrechargeTimeout);
                else
                    LookForCurrent(microamps, elapsed);
                break;
            case ChargePhase.ConstantCurrent:
                if (below <= _settings.WindowMicrovolts)
                    Enter(ChargePhase.ConstantVoltage);
                else if (_phaseMilliseconds > _settings.CurrentMaximumMilliseconds)
                    End(below, ChargeFault.Timeout);
                else if (Stalls(_chargeNanocoulombs - _markNanocoulombs >= _progressNanocoulombs, elapsed))
                    End(below, ChargeFault.NoProgress);
                else
                    LookForCurrent(microamps, elapsed);
                break;
            case ChargePhase.ConstantVoltage:
            case ChargePhase.Tail:
                FollowVoltage(below, microamps, elapsed, bleedingGroups);
                break;
            default:
                _signMilliseconds = bleedingGroups > 0 ? 0 : IntegerMath.AddSaturating(_signMilliseconds, elapsed);
                if (_signMilliseconds >= HoldQuietMilliseconds || _phaseMilliseconds > _settings.HoldMilliseconds)
                    Enter(ChargePhase.Full);
                break;
        }
    }

    private void FollowVoltage(int below, int microamps, int elapsed, int bleedingGroups)
    {
        int tail = _settings.TailMicroamps;
        bool low = _heldBack || microamps <= (Phase == ChargePhase.Tail ? tail + (tail >> 2) : tail);
        if (!_heldBack && below > _settings.WindowMicrovolts * BackWindows)
        {
            Enter(ChargePhase.ConstantCurrent);
            return;
        }
        bool ended = low && (_heldBack || below <= _settings.WindowMicrovolts);
        if (ended && Phase != ChargePhase.Tail)
        {
            // The clock of both phases is one, and so is what they look at.
            Phase = ChargePhase.Tail;
            _signMilliseconds = 0;
        }
        else if (!low && Phase == ChargePhase.Tail)
        {
            Phase = ChargePhase.ConstantVoltage;
        }
        if (Phase == ChargePhase.Tail)
        {
            _signMilliseconds = IntegerMath.AddSaturating(_signMilliseconds, elapsed);
            if (_signMilliseconds >= _settings.TailMilliseconds)
                Enter(bleedingGroups > 0 && _settings.HoldMilliseconds > 0 ? ChargePhase.BalancingHold : ChargePhase.Full);
            return;
        }
        // A current that no longer falls has come to its end, whatever the sensor says that it is.
        bool falls = microamps < _leastMicroamps - (tail >> 2);
        if (falls)
            _leastMicroamps = microamps;
        if (Stalls(falls, elapsed) || _phaseMilliseconds > _settings.VoltageMaximumMilliseconds)
            End(below, ChargeFault.Timeout);
    }

    private void LookForCurrent(int microamps, int elapsed)
    {
        _noCurrentMilliseconds = microamps > _restMicroamps ? 0 : IntegerMath.AddSaturating(_noCurrentMilliseconds, elapsed);
        // Where even what is asked for counts as rest, nothing can be said by it.
        if (_noCurrentMilliseconds > _settings.NoCurrentMilliseconds && Microamps > _restMicroamps << 1 && !_full)
            GiveUp(ChargeFault.NoCurrent);
    }

    private bool Stalls(bool progress, int elapsed)
    {
        if (progress)
        {
            _stallMilliseconds = 0;
            _markNanocoulombs = _chargeNanocoulombs;
            return false;
        }
        _stallMilliseconds = IntegerMath.AddSaturating(_stallMilliseconds, elapsed);
        return _stallMilliseconds > _settings.StallMilliseconds;
    }

    private bool Wants(bool wanted, int elapsed)
    {
        _signMilliseconds = wanted ? IntegerMath.AddSaturating(_signMilliseconds, elapsed) : 0;
        return _signMilliseconds >= RechargeMilliseconds;
    }

    private bool IsLow(MeasurementStage measurement, int socPermyriad) =>
        socPermyriad <= _settings.RechargeSocPermyriad
        || (measurement.Cells.UsableCount > 0 && measurement.Cells.Maximum <= _settings.RechargeMicrovolts);

    /// <summary>What ends near to the target is full; further away something is wrong.</summary>
    private void End(int belowMicrovolts, ChargeFault fault)
    {
        // Nor does it matter where the voltage stands, where the state of charge lets no more in.
        if (_full || belowMicrovolts <= _settings.WindowMicrovolts * NearWindows)
            Enter(ChargePhase.Full);
        else
            GiveUp(fault);
    }

    private void GiveUp(ChargeFault fault)
    {
        Fault = fault;
        Enter(ChargePhase.Stopped);
    }

    private void Restart()
    {
        Begin();
        Enter(ChargePhase.Waiting);
    }

    private void Begin()
    {
        Fault = ChargeFault.None;
        _wholeMilliseconds = 0;
        _chargeNanocoulombs = 0;
        _trimMicrovolts = 0;
        _reductionKnown = false;
    }

    private void Enter(ChargePhase phase)
    {
        // A smaller current begins at once; out of none, the first one comes with the next look at the targets.
        if (phase == ChargePhase.BalancingHold && _phaseMicroamps > _settings.TailMicroamps)
            _phaseMicroamps = _settings.TailMicroamps;
        else if (Phase < ChargePhase.Precharge)
            _phaseMicroamps = 0;
        Phase = phase;
        _phaseMilliseconds = _signMilliseconds = _stallMilliseconds = _noCurrentMilliseconds = 0;
        _leastMicroamps = int.MaxValue;
        _markNanocoulombs = _chargeNanocoulombs;
    }
}

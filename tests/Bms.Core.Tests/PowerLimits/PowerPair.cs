using System;
using Bms.Core.Configuration;
using Bms.Core.Conformance;
using Bms.Core.Measurement;
using Bms.Core.PowerLimits;
using Bms.Core.Tests.Support;

namespace Bms.Core.Tests.PowerLimits;

/// <summary>
/// Two controllers that see the same random run of a random pack, but for one thing. Currents, temperatures and pressure wander; voltages
/// follow from charge and current, so that the estimators believe them. Of a channel that one of the two loses the other goes on seeing
/// what it showed last: what happens to it meanwhile nobody can know.
/// </summary>
internal sealed class PowerPair
{
    private const int Steps = 160;
    private const int RoundMicroamps = 2000;

    private readonly Random _random;
    private readonly PackConfiguration _pack;
    private readonly PackController _plain;
    private readonly PackController _other;
    private readonly Measurements _seen;
    private readonly Measurements _seenByOther;
    private readonly float[] _ownVolts;
    private readonly bool _hasPressure;
    private bool _chargeSearched;
    private bool _dischargeSearched;
    private double _soc;
    private double _celsius;
    private double _amps;
    private double _kilopascals = 400;

    public PowerPair(int seed, bool tightens)
    {
        _random = new Random(seed);
        bool degrade = _random.Next(3) == 0;
        EstimatorKind kind = _random.Next(3) switch { 0 => EstimatorKind.Coulomb, 1 => EstimatorKind.Ekf, _ => EstimatorKind.Aekf };
        PackConfiguration made = PowerPack.Make(_random.Next(ConformancePack.VariantCount), kind, degrade);
        made = made
            .With("Power.RecoveryMilliseconds", _random.Next(3) == 0 ? 0 : _random.Next(500, 20_000))
            .With("Power.LostPermille", _random.Next(0, 800))
            .With("Power.LimitHorizon", _random.Next(PulseModel.Horizons))
            .With("Estimation.EverySteps", _random.Next(1, 4));
        for (int entry = 0; entry < made.Power.MapChargePermille.Length; entry++)
        {
            made = made.With($"Power.MapChargePermille[{entry}]", _random.Next(100, 1001))
                .With($"Power.MapDischargePermille[{entry}]", _random.Next(100, 1001));
        }
        _pack = made;
        _plain = new PackController(made);
        _other = new PackController(tightens ? Tighter(made) : made);
        _hasPressure = made.Has(AuxiliaryChannel.PressureKilopascals);
        _seen = new Measurements(made.SeriesGroups, made.TemperatureSensors);
        _seenByOther = new Measurements(made.SeriesGroups, made.TemperatureSensors);
        _soc = 0.1 + (0.8 * _random.NextDouble());
        _celsius = 5 + (30 * _random.NextDouble());
        _ownVolts = new float[made.SeriesGroups];
        for (int group = 0; group < _ownVolts.Length; group++)
            _ownVolts[group] = 0.01f * ((2f * _random.NextSingle()) - 1f);
        _plain.Estimation.Start((float)_soc);
        _other.Estimation.Start((float)_soc);
    }

    /// <summary>What must not be, or nothing.</summary>
    public string? Broken { get; private set; }

    /// <summary>True where the other permitted less at some time.</summary>
    public bool Narrower { get; private set; }

    /// <summary>How many limits were compared.</summary>
    public int Compared { get; private set; }

    public int Recoveries { get; private set; }

    public int TripSteps { get; private set; }

    public bool RunWithLoss()
    {
        int from = _random.Next(5, Steps - 20);
        int to = from + _random.Next(1, 40);
        int channel = _random.Next(_hasPressure ? 4 : 3);
        int index = channel == 0 ? _random.Next(_pack.SeriesGroups) : _random.Next(_pack.TemperatureSensors);
        for (int step = 0; step < Steps && Broken is null; step++)
        {
            bool lost = step >= from && step < to;
            int held = lost ? Value(channel, index) : 0;
            Wander();
            if (lost)
                Hold(channel, index, held);
            Copy();
            if (lost)
                Lose(channel, index);
            int charge = _other.Power.ChargeLimitMicroamps;
            int discharge = _other.Power.DischargeLimitMicroamps;
            Take();
            if (!lost)
                continue;
            Compare(step, $"{Name(channel)} {index} lost since step {from}", channel is 0 or 2);
            CheckLost(step, channel == 3, charge, discharge);
        }
        return Broken is null;
    }

    public bool RunWithTighterMap()
    {
        for (int step = 0; step < Steps && Broken is null; step++)
        {
            Wander();
            Copy();
            Take();
            Compare(step, "with the tighter map", true);
        }
        return Broken is null;
    }

    public bool RunWatched()
    {
        int charge = 0;
        int discharge = 0;
        bool ready = false;
        for (int step = 0; step < Steps && Broken is null; step++)
        {
            Wander();
            if (_random.Next(12) == 0)
                Hold(0, _random.Next(_pack.SeriesGroups), _random.Next(2_500_000, 4_400_000));
            if (_random.Next(12) == 0)
                Hold(1, _random.Next(_pack.TemperatureSensors), _random.Next(-3000, 7000));
            _plain.Step(_seen);
            PowerStage power = _plain.Power;
            CheckProtection(step);
            if (ready)
            {
                CheckRise(step, power.ChargeLimitMicroamps, charge, _pack.ChargeLimitMicroamps);
                CheckRise(step, power.DischargeLimitMicroamps, discharge, _pack.DischargeLimitMicroamps);
            }
            charge = power.ChargeLimitMicroamps;
            discharge = power.DischargeLimitMicroamps;
            ready = power.Ready;
        }
        return Broken is null;
    }

    private static PackConfiguration Tighter(PackConfiguration pack)
    {
        PackConfiguration tight = pack;
        for (int entry = 0; entry < pack.Power.MapChargePermille.Length; entry++)
        {
            tight = tight.With($"Power.MapChargePermille[{entry}]", pack.Power.MapChargePermille[entry] * 2 / 3)
                .With($"Power.MapDischargePermille[{entry}]", pack.Power.MapDischargePermille[entry] * 2 / 3);
        }
        return tight;
    }

    private void CheckProtection(int step)
    {
        long charge = (long)_plain.Protection.ChargePermille * _pack.ChargeLimitMicroamps / PermittedCurrent.FullPermille;
        long discharge = (long)_plain.Protection.DischargePermille * _pack.DischargeLimitMicroamps / PermittedCurrent.FullPermille;
        if (_plain.Power.ChargeLimitMicroamps > charge || _plain.Power.DischargeLimitMicroamps > discharge)
            Broken ??= $"step {step}: more than protection permits";
        if (!_plain.Protection.AnyTrip)
            return;
        TripSteps++;
        if (_plain.Power.ChargeLimitMicroamps != 0 || _plain.Power.DischargeLimitMicroamps != 0)
            Broken ??= $"step {step}: something is permitted under a trip";
    }

    private void CheckRise(int step, int now, int before, int full)
    {
        if (now <= before)
            return;
        Recoveries++;
        int recovery = _pack.Power.RecoveryMilliseconds;
        long most = recovery == 0 ? full : ((long)full * _plain.Measurement.ElapsedMilliseconds / recovery) + 1;
        if (now - before > most)
            Broken ??= $"step {step}: rose from {before} to {now} µA, at most by {most}";
        if (!_plain.Measurement.Complete)
            Broken ??= $"step {step}: rose from {before} to {now} µA with a channel lost";
    }

    /// <summary>While a channel is lost no limit rises, and no more is left than the share that is kept.</summary>
    private void CheckLost(int step, bool pressure, int charge, int discharge)
    {
        if (!_other.Power.Ready)
            return;
        if (pressure)
        {
            if (_other.Power.ChargeLimitMicroamps != 0)
                Broken ??= $"step {step}: a charge is permitted without pressure";
            return;
        }
        PowerSettings power = _pack.Power;
        int landing = power.Degrade ? power.LandingPermille : 0;
        long most = (long)power.LostPermille * _pack.ChargeLimitMicroamps / PermittedCurrent.FullPermille;
        long mostDischarge = (long)Math.Max(power.LostPermille, landing) * _pack.DischargeLimitMicroamps / PermittedCurrent.FullPermille;
        if (_other.Power.ChargeLimitMicroamps <= Math.Min(charge, most) && _other.Power.DischargeLimitMicroamps <= Math.Min(discharge, mostDischarge))
            return;
        Broken ??= $"step {step}: {_other.Power.ChargeLimitMicroamps} µA of charge after {charge}, share {most}, "
            + $"{_other.Power.DischargeLimitMicroamps} µA of discharge after {discharge}, share {mostDischarge}, while a channel is lost";
    }

    /// <param name="step">Which step, for the message.</param>
    /// <param name="what">In what the other differs.</param>
    /// <param name="searched">
    /// True where the promises of the two may come from different searches, or a row of protection has lost its sight: what a promise or a
    /// row has reduced in one of them is then not compared until it has come back.
    /// </param>
    private void Compare(int step, string what, bool searched)
    {
        PowerStage plain = _plain.Power;
        PowerStage other = _other.Power;
        _chargeSearched = searched && StillSearched(_chargeSearched, plain.ChargeLimitCause, plain.ChargeLimitMicroamps < other.ChargeLimitMicroamps);
        _dischargeSearched = searched && StillSearched(_dischargeSearched, plain.DischargeLimitCause, plain.DischargeLimitMicroamps < other.DischargeLimitMicroamps);
        if (!_chargeSearched)
            Compare(step, what, "charge", plain.ChargeLimitMicroamps, other.ChargeLimitMicroamps);
        if (!_dischargeSearched)
            Compare(step, what, "discharge", plain.DischargeLimitMicroamps, other.DischargeLimitMicroamps);
    }

    private static bool StillSearched(bool before, PowerLimitCause cause, bool below) =>
        cause is PowerLimitCause.Voltage or PowerLimitCause.StateOfCharge or PowerLimitCause.Reserve or PowerLimitCause.Protection || (before && below);

    private void Compare(int step, string what, string direction, int plain, int other)
    {
        Compared++;
        if (other < plain)
            Narrower = true;
        if (other > plain + RoundMicroamps)
            Broken ??= $"step {step}: {direction} {other} µA {what}, {plain} without; {_plain.Power.ChargeLimitCause} {_plain.Power.DischargeLimitCause}";
    }

    private void Wander()
    {
        if (_random.Next(20) == 0)
            _amps = ((2 * _random.NextDouble()) - 1) * 0.8 * (_random.Next(2) == 0 ? _pack.ChargeLimitMicroamps : _pack.DischargeLimitMicroamps) * 1e-6;
        _celsius = Math.Clamp(_celsius + (0.1 * ((2 * _random.NextDouble()) - 1)), 3, 40);
        _kilopascals = Math.Clamp(_kilopascals + (20 * ((2 * _random.NextDouble()) - 1)), 120, 690);
        double ampHours = _pack.Cell.CapacityMicroampHours * 1e-6 * _pack.ParallelCells;
        _soc = Math.Clamp(_soc + (_amps * PackBench.StepMilliseconds / 3.6e6 / ampHours), 0.05, 0.95);
        int[] volts = _seen.CellMicrovolts;
        double ocv = _plain.Estimation.Estimator.PredictedVolts;
        for (int group = 0; group < volts.Length; group++)
        {
            volts[group] = (int)(1e6 * ((ocv > 0 ? ocv : 3.5) + _ownVolts[group]));
            _seen.CellValid[group] = true;
        }
        for (int sensor = 0; sensor < _seen.TemperatureCentidegrees.Length; sensor++)
        {
            _seen.TemperatureCentidegrees[sensor] = (int)(100 * _celsius) + (30 * sensor);
            _seen.TemperatureValid[sensor] = true;
        }
        _seen.PackMicroamps = (int)(1e6 * _amps);
        _seen.PackCurrentValid = true;
        _seen.CloseRequested = true;
        _seen.ClosedStrings = 2;
        for (int channel = 0; channel < PackConfiguration.AuxiliaryCount; channel++)
            _seen.AuxiliaryValid[channel] = true;
        _seen.AuxiliaryValue[(int)AuxiliaryChannel.PressureKilopascals] = (int)_kilopascals;
        _seen.NowMilliseconds += PackBench.StepMilliseconds;
    }

    private void Copy()
    {
        Array.Copy(_seen.CellMicrovolts, _seenByOther.CellMicrovolts, _seen.CellMicrovolts.Length);
        Array.Copy(_seen.CellValid, _seenByOther.CellValid, _seen.CellValid.Length);
        Array.Copy(_seen.TemperatureCentidegrees, _seenByOther.TemperatureCentidegrees, _seen.TemperatureCentidegrees.Length);
        Array.Copy(_seen.TemperatureValid, _seenByOther.TemperatureValid, _seen.TemperatureValid.Length);
        Array.Copy(_seen.AuxiliaryValue, _seenByOther.AuxiliaryValue, _seen.AuxiliaryValue.Length);
        Array.Copy(_seen.AuxiliaryValid, _seenByOther.AuxiliaryValid, _seen.AuxiliaryValid.Length);
        _seenByOther.PackMicroamps = _seen.PackMicroamps;
        _seenByOther.PackCurrentValid = true;
        _seenByOther.CloseRequested = true;
        _seenByOther.ClosedStrings = 2;
        _seenByOther.NowMilliseconds = _seen.NowMilliseconds;
    }

    private void Take()
    {
        _plain.Step(_seen);
        _other.Step(_seenByOther);
    }

    private static string Name(int channel) => channel switch { 0 => "cell", 1 => "temperature", 2 => "current", _ => "pressure" };

    private int Value(int channel, int index) => channel switch
    {
        0 => _seen.CellMicrovolts[index],
        1 => _seen.TemperatureCentidegrees[index],
        2 => _seen.PackMicroamps,
        _ => _seen.AuxiliaryValue[(int)AuxiliaryChannel.PressureKilopascals],
    };

    private void Hold(int channel, int index, int value)
    {
        switch (channel)
        {
            case 0:
                _seen.CellMicrovolts[index] = value;
                break;
            case 1:
                _seen.TemperatureCentidegrees[index] = value;
                break;
            case 2:
                _seen.PackMicroamps = value;
                _amps = value * 1e-6;
                break;
            default:
                _seen.AuxiliaryValue[(int)AuxiliaryChannel.PressureKilopascals] = value;
                _kilopascals = value;
                break;
        }
    }

    private void Lose(int channel, int index)
    {
        switch (channel)
        {
            case 0:
                _seenByOther.CellValid[index] = false;
                break;
            case 1:
                _seenByOther.TemperatureValid[index] = false;
                break;
            case 2:
                _seenByOther.PackCurrentValid = false;
                break;
            default:
                _seenByOther.AuxiliaryValid[(int)AuxiliaryChannel.PressureKilopascals] = false;
                break;
        }
    }
}

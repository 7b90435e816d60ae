using System;
using Bms.Core;
using Bms.Core.Configuration;
using Bms.Core.Contactors;
using Bms.Core.Measurement;

namespace Bms.Hil.Tests.Safety;

/// <summary>
/// A controller with the measurements of a sound pack that works: contacts follow their commands, the link follows the contacts. What a
/// hazard shows is laid over them.
/// </summary>
internal sealed class ReactionBench
{
    public const int CalmMicrovolts = 3700000;
    public const int CalmCentidegrees = 2500;
    public const int WorkingMicroamps = 20000000;
    private const int CalmKilopascals = 300;
    private const int CalmOhms = 10000000;

    // Long enough for every slow average, and for a round of every turn.
    private const int RunInMilliseconds = 15000;
    private const int MainClosedBit = 1;
    private const int PrechargeClosedBit = 2;
    private const int NoiseLength = 11;
    private const int NoiseMicrovolts = 100;

    private readonly int _microamps;
    private readonly int _centidegrees;
    private long _microcoulombs;
    private int _noise;
    private bool _mainClosed;
    private bool _prechargeClosed;

    public ReactionBench(PackConfiguration pack, int stepMilliseconds, int microamps, int centidegrees, int phase)
    {
        Pack = pack;
        StepMilliseconds = stepMilliseconds;
        _microamps = microamps;
        _centidegrees = centidegrees;
        Controller = new PackController(pack);
        Measurements = new Measurements(pack.SeriesGroups, pack.TemperatureSensors);
        int steps = (RunInMilliseconds / stepMilliseconds / ProtectionPolicy.SlowPeriodSteps * ProtectionPolicy.SlowPeriodSteps) + phase;
        for (int step = 0; step < steps; step++)
            Step(stepMilliseconds, _ => { });
        if (!Controller.Commands.MainContactorsClosed || Controller.Protection.AnyTrip)
            throw new InvalidOperationException("a sound pack did not close: " + What());
    }

    public PackConfiguration Pack { get; }

    public PackController Controller { get; }

    public Measurements Measurements { get; }

    public int StepMilliseconds { get; }

    /// <summary>Whether the main contacts do as they are told.</summary>
    public bool Obeys { get; set; } = true;

    public void Put(AuxiliaryChannel channel, int value) => Measurements.AuxiliaryValue[(int)channel] = value;

    /// <summary>Takes a step; what is laid over the sound measurements comes last.</summary>
    public void Step(int milliseconds, Action<ReactionBench> show)
    {
        Measurements.NowMilliseconds = unchecked(Measurements.NowMilliseconds + milliseconds);
        Calm(milliseconds);
        show(this);
        Bms.Core.Commands commands = Controller.Step(Measurements);
        if (Obeys)
            _mainClosed = commands.MainContactorsClosed;
        _prechargeClosed = commands.PrechargeClosed;
    }

    private void Calm(int milliseconds)
    {
        Measurements measurements = Measurements;
        int flowing = _mainClosed ? _microamps : 0;
        _noise = (_noise + 1) % NoiseLength;
        int sum = 0;
        for (int group = 0; group < Pack.SeriesGroups; group++)
        {
            // A milliohm each, and some noise: groups that never move would be doubted.
            int noise = ((((_noise * 7) + (group * 5)) % NoiseLength) - (NoiseLength / 2)) * NoiseMicrovolts;
            measurements.CellMicrovolts[group] = CalmMicrovolts + (flowing / 1000) + noise;
            sum += measurements.CellMicrovolts[group];
        }
        Array.Clear(measurements.CellAgeMilliseconds);
        Array.Fill(measurements.CellValid, true);
        Array.Fill(measurements.TemperatureCentidegrees, _centidegrees);
        Array.Clear(measurements.TemperatureAgeMilliseconds);
        Array.Fill(measurements.TemperatureValid, true);
        measurements.PackMicroamps = flowing;
        measurements.PackCurrentAgeMilliseconds = 0;
        measurements.PackCurrentValid = true;
        _microcoulombs += (long)measurements.PackMicroamps * milliseconds / 1000;
        measurements.AccumulatedMicrocoulombs = _microcoulombs;
        measurements.AccumulatedChargeValid = Pack.Has(AuxiliaryChannel.ChargeCounter);
        measurements.CloseRequested = true;
        Array.Clear(measurements.AuxiliaryValue);
        Array.Clear(measurements.AuxiliaryAgeMilliseconds);
        Array.Fill(measurements.AuxiliaryValid, true);
        Put(AuxiliaryChannel.RedundantMicroamps, flowing);
        Put(AuxiliaryChannel.PackMicrovolts, sum);
        Put(AuxiliaryChannel.LinkMicrovolts, _mainClosed || _prechargeClosed ? sum : 0);
        Put(AuxiliaryChannel.PressureKilopascals, CalmKilopascals);
        Put(AuxiliaryChannel.InsulationOhms, CalmOhms);
        Put(AuxiliaryChannel.AfeSilentMilliseconds, milliseconds);
        Put(AuxiliaryChannel.LinkSilentMilliseconds, milliseconds);
        Put(AuxiliaryChannel.ContactorFeedback, (_mainClosed ? MainClosedBit : 0) | (_prechargeClosed ? PrechargeClosedBit : 0));
        for (int index = 0; index < measurements.AfeThresholds.Length; index++)
            measurements.AfeThresholds[index] = Controller.Protection.SecondLine.Wanted((AfeThreshold)index);
    }

    /// <summary>Lets both current sensors show a current.</summary>
    public void Flow(int microamps)
    {
        Measurements.PackMicroamps = microamps;
        Put(AuxiliaryChannel.RedundantMicroamps, microamps);
    }

    /// <summary>True where everything that closes is told to be open, and nothing is permitted.</summary>
    public bool IsOpen => !Controller.Commands.MainContactorsClosed && !Controller.Commands.PrechargeClosed
        && Controller.Commands.ChargeLimitMicroamps == 0 && Controller.Commands.DischargeLimitMicroamps == 0;

    private string What() => Controller.Contactors.Mode + " " + string.Join(' ', Array.FindAll(Enum.GetValues<ProtectionKind>(), kind => Controller.Protection.Level((int)kind) > 0));

    public ContactorFault ContactorFault => Controller.Contactors.Fault;
}

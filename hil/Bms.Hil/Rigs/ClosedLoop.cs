using System;
using System.Globalization;
using System.Threading;
using Bms.Core.Configuration;
using Bms.Core.Measurement;
using Bms.Hil.Plant;
using Bms.Hil.Plant.Drives;

namespace Bms.Hil.Rigs;

/// <summary>
/// Firmware and plant in a loop of fixed steps. In each step the sensors are sampled, the firmware decides, and what it decided acts on
/// the pack from then on: contactors, bleed resistors, and the limits that load and charger keep to. One seed gives one run, to the
/// last bit.
/// </summary>
public sealed class ClosedLoop
{
    private const int CancellationEverySteps = 4096;
    private const double MillisecondsPerSecond = 1000;

    private readonly ClosedLoopSettings _settings;
    private readonly IClosedLoopDisturbance? _disturbance;
    private readonly PlantSensors _sensors;
    private readonly PlantReadings _readings;
    private readonly DriveRun _drive;
    private readonly double _stepSeconds;
    private readonly int _temperatureEverySteps;
    private readonly int[] _heldCentidegrees;
    private readonly int[] _afeThresholds;
    private double _countedMicrocoulombs;
    private PlantInputs _inputs;
    private long _steps;

    /// <param name="settings">What to run.</param>
    /// <param name="rig">The firmware, made for as many groups and temperatures as the plant has; not disposed here.</param>
    /// <param name="disturbance">What goes wrong; null for nothing.</param>
    /// <exception cref="BadInputException">The settings cannot be used, or the firmware is told the truth.</exception>
    public ClosedLoop(ClosedLoopSettings settings, IRig rig, IClosedLoopDisturbance? disturbance = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(rig);
        Refuse(settings, rig);
        _settings = settings;
        _disturbance = disturbance;
        Rig = rig;
        Pack = new PlantPack(settings.Plant, settings.Seed);
        _sensors = new PlantSensors(settings.Sensors, Pack, settings.Seed);
        _readings = new PlantReadings(Pack.Groups, Pack.SensorCelsius.Length);
        _heldCentidegrees = new int[_readings.TemperatureCentidegrees.Length];
        _afeThresholds = (int[])rig.Inputs.AfeThresholds.Clone();
        _drive = settings.Drive.Begin();
        _stepSeconds = settings.StepMilliseconds / MillisecondsPerSecond;
        _temperatureEverySteps = Math.Max(1, settings.TemperaturePeriodMilliseconds / settings.StepMilliseconds);
        rig.Start(Math.Clamp(settings.ToldSoc ?? TrueSoc, 0, 1));
    }

    /// <summary>The simulated pack: everything that can be read from it is the truth.</summary>
    public PlantPack Pack { get; }

    /// <summary>The firmware; its <see cref="IRig.Inputs"/> are what it saw in this step.</summary>
    public IRig Rig { get; }

    /// <summary>What the sensors gave, before anything was done to it. Temperatures are sampled on their own period.</summary>
    public PlantReadings Readings => _readings;

    /// <summary>What acts on the pack from this step on; filled when an observer is called and after <see cref="Step"/>.</summary>
    public PlantInputs PlantInputs => _inputs;

    /// <summary>Time of this step since the start, in seconds.</summary>
    public double Seconds { get; private set; }

    /// <summary>Steps that the firmware has taken.</summary>
    public long Steps => _steps;

    /// <summary>Fingerprint of all that the firmware put out.</summary>
    public OutputDigest Digest { get; } = new();

    /// <summary>True mean state of charge of the groups, each over its own true capacity.</summary>
    public double TrueSoc
    {
        get
        {
            double sum = 0;
            foreach (double soc in Pack.Soc)
                sum += soc;
            return sum / Pack.Groups;
        }
    }

    /// <summary>Runs to the end of the drive, or to the longest time.</summary>
    /// <param name="observer">Called in each step; null for nobody.</param>
    /// <param name="cancellation">Ends it early.</param>
    public void Run(IClosedLoopObserver? observer = null, CancellationToken cancellation = default)
    {
        while (Step(observer))
        {
            if (_steps % CancellationEverySteps == 0)
                cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Takes one step: samples, lets the firmware decide, moves the pack on.</summary>
    /// <returns>False where the drive has ended; the firmware has still taken this step, the pack has not moved.</returns>
    public bool Step(IClosedLoopObserver? observer = null)
    {
        Seconds = _steps * _stepSeconds;
        bool powered = _disturbance?.HasPower(Seconds) ?? true;
        if (powered)
        {
            Sample();
            Rig.Step();
            Digest.Add(Rig.Outputs);
            for (int index = 0; index < Rig.NewEvents.Count; index++)
                Digest.Add(Rig.NewEvents[index]);
        }
        _steps++;
        bool goesOn = Decide();
        if (powered)
            observer?.OnStep(this);
        if (goesOn)
            Pack.Step(_stepSeconds, _inputs);
        return goesOn;
    }

    private void Sample()
    {
        _sensors.Sample(Pack, _readings);
        Measurements inputs = Rig.Inputs;
        int age = _settings.SampleAgeMilliseconds;
        inputs.NowMilliseconds = unchecked((int)(_steps * _settings.StepMilliseconds));
        inputs.CloseRequested = true;
        inputs.LatchResetRequested = false;
        inputs.ClosedStrings = 1;
        inputs.StorageChargeRequested = false;
        inputs.ChargeStopRequested = false;
        // What was so in the step before is what a board's inputs show now.
        inputs.ChargerConnected = _inputs.ChargerCommanded;
        inputs.HeaterFeedback = _inputs.HeaterWatts > 0;
        inputs.HeaterFeedbackValid = true;
        inputs.PackMicroamps = _readings.PackMicroamps;
        inputs.PackCurrentAgeMilliseconds = age;
        inputs.PackCurrentValid = true;
        Array.Copy(_readings.GroupMicrovolts, inputs.CellMicrovolts, inputs.CellMicrovolts.Length);
        Array.Fill(inputs.CellAgeMilliseconds, age);
        Array.Fill(inputs.CellValid, true);
        int sinceTemperatures = (int)(_steps % _temperatureEverySteps);
        SampleTemperatures(inputs, sinceTemperatures);
        SampleInputs(inputs, age);
        _disturbance?.OnMeasurements(Seconds, inputs);
    }

    /// <summary>The inputs that not every board has, all of them sound: what a pack does not use it does not look at.</summary>
    private void SampleInputs(Measurements inputs, int age)
    {
        const int QuietKilopascals = 300;
        const int QuietOhms = 10_000_000;
        int[] values = inputs.AuxiliaryValue;
        Array.Clear(values);
        Array.Fill(inputs.AuxiliaryAgeMilliseconds, age);
        Array.Fill(inputs.AuxiliaryValid, true);
        values[(int)AuxiliaryChannel.PackMicrovolts] = _readings.PackMicrovolts;
        values[(int)AuxiliaryChannel.LinkMicrovolts] = _readings.LinkMicrovolts;
        values[(int)AuxiliaryChannel.RedundantMicroamps] = _readings.PackMicroamps;
        values[(int)AuxiliaryChannel.PressureKilopascals] = QuietKilopascals;
        values[(int)AuxiliaryChannel.InsulationOhms] = QuietOhms;
        values[(int)AuxiliaryChannel.AfeSilentMilliseconds] = age;
        values[(int)AuxiliaryChannel.LinkSilentMilliseconds] = age;
        values[(int)AuxiliaryChannel.ContactorFeedback] = (Pack.MainClosed ? 1 : 0) | (Pack.PrechargeClosed ? 2 : 0);
        inputs.AfeOpenWires = 0;
        Array.Copy(_afeThresholds, inputs.AfeThresholds, _afeThresholds.Length);
        if (!_settings.HasChargeCounter)
            return;
        _countedMicrocoulombs += Pack.PackAmps * _stepSeconds * 1e6;
        inputs.AccumulatedMicrocoulombs = (long)_countedMicrocoulombs;
        inputs.AccumulatedChargeValid = true;
    }

    private void SampleTemperatures(Measurements inputs, int sinceSteps)
    {
        if (sinceSteps == 0)
            Array.Copy(_readings.TemperatureCentidegrees, _heldCentidegrees, _heldCentidegrees.Length);
        Array.Copy(_heldCentidegrees, inputs.TemperatureCentidegrees, _heldCentidegrees.Length);
        Array.Fill(inputs.TemperatureAgeMilliseconds, (sinceSteps * _settings.StepMilliseconds) + _settings.SampleAgeMilliseconds);
        Array.Fill(inputs.TemperatureValid, true);
    }

    /// <summary>Puts together what acts on the pack next; false where the drive has ended.</summary>
    private bool Decide()
    {
        RigOutputs outputs = Rig.Outputs;
        var inputs = new PlantInputs
        {
            AmbientCelsius = _settings.AmbientCelsius,
            MainClosed = outputs.MainContactorsClosed,
            PrechargeClosed = outputs.PrechargeClosed,
            HeaterWatts = outputs.HeaterOn ? _settings.HeaterWatts : 0,
            CoolingWatts = outputs.CoolingOn ? _settings.CoolingWatts : 0,
            BleedMask = outputs.BleedingGroups,
        };
        bool goesOn = Seconds < _settings.LongestSeconds && _drive.Demand(Seconds, Seconds + _stepSeconds, Pack, ref inputs);
        if (inputs.ChargerCommanded)
            Command(outputs, ref inputs);
        if (_settings.ObeysLimits)
            KeepWithin(outputs, ref inputs);
        _disturbance?.OnPlant(Seconds, ref inputs);
        _inputs = inputs;
        return goesOn;
    }

    /// <summary>The charger does as it is told, as far as it can.</summary>
    private static void Command(RigOutputs outputs, ref PlantInputs inputs)
    {
        const double Micro = 1e-6;
        inputs.ChargerOn = outputs.ChargerEnabled;
        inputs.ChargerAmps = Math.Min(inputs.ChargerAmps, outputs.ChargerMicroamps * Micro);
        inputs.ChargerPackVolts = outputs.ChargerPackMicrovolts * Micro * inputs.ChargerVoltageGain;
    }

    private void KeepWithin(RigOutputs outputs, ref PlantInputs inputs)
    {
        const double AmpsPerMicroamp = 1e-6;
        double charge = outputs.ChargeLimitMicroamps * AmpsPerMicroamp;
        double discharge = outputs.DischargeLimitMicroamps * AmpsPerMicroamp;
        double loadAmps = 0;
        if (inputs.Load == PlantLoad.Current)
        {
            inputs.LoadAmps = Math.Clamp(inputs.LoadAmps, -discharge, charge);
            loadAmps = inputs.LoadAmps;
        }
        else if (inputs.Load == PlantLoad.Power)
        {
            inputs.LoadWatts = Math.Clamp(inputs.LoadWatts, -discharge * Pack.PackVolts, charge * Pack.PackVolts);
            loadAmps = inputs.LoadWatts / Pack.PackVolts;
        }
        if (inputs.ChargerOn)
            inputs.ChargerAmps = Math.Min(inputs.ChargerAmps, Math.Max(0, charge - Math.Max(0, loadAmps)));
    }

    private static void Refuse(ClosedLoopSettings settings, IRig rig)
    {
        if (!settings.Plant.DiffersFromCellFile)
            throw new BadInputException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"plant: true resistance {settings.Plant.ResistanceFactor} and true capacity {settings.Plant.CapacityFactor} times the cell file's; ")
                + "a closed loop needs at least 5 % and 3 % of difference: firmware that is told the truth proves nothing");
        if (settings.StepMilliseconds is < 10 or > 100)
            throw new BadInputException($"closed loop: a step of {settings.StepMilliseconds} ms; expected 10 to 100 ms");
        // The firmware takes a sample that is as old as its step for one that it has seen before.
        if (settings.SampleAgeMilliseconds < 0 || settings.SampleAgeMilliseconds >= settings.StepMilliseconds)
            throw new BadInputException(
                $"closed loop: samples of an age of {settings.SampleAgeMilliseconds} ms; expected 0 ms to less than a step");
        if (rig.Inputs.CellMicrovolts.Length != settings.Plant.Groups)
            throw new BadInputException(
                $"closed loop: the plant has {settings.Plant.Groups} groups, the firmware {rig.Inputs.CellMicrovolts.Length}");
        int sensors = settings.Plant.Thermal.SensorGroups.Count;
        if (rig.Inputs.TemperatureCentidegrees.Length != sensors)
            throw new BadInputException(
                $"closed loop: the plant has {sensors} temperature sensors, the firmware {rig.Inputs.TemperatureCentidegrees.Length}");
        if (double.IsPositiveInfinity(settings.LongestSeconds) && double.IsPositiveInfinity(settings.Drive.LongestSeconds))
            throw new BadInputException("closed loop: the drive can go on for ever; give it a duration");
    }
}

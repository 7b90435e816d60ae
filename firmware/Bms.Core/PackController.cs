using System;
using Bms.Core.Balancing;
using Bms.Core.Charging;
using Bms.Core.Configuration;
using Bms.Core.Contactors;
using Bms.Core.Diagnostics;
using Bms.Core.Estimation;
using Bms.Core.Lifecycle;
using Bms.Core.Measurement;
using Bms.Core.PackState;
using Bms.Core.PowerLimits;
using Bms.Core.Protection;
using Bms.Core.Thermal;

namespace Bms.Core;

/// <summary>
/// The front door of the core: one controller runs one pack. A board makes one from a configuration that <see cref="PackImage"/> has
/// accepted, then calls <see cref="Step"/> every 10 to 100 ms with fresh measurements and does what the commands say. Nothing is
/// allocated after construction; no exception leaves a step.
/// </summary>
public sealed partial class PackController
{
    /// <summary>A clock that has not moved on for this many steps in succession is broken, and the controller fails.</summary>
    public const int MostStoppedSteps = 100;

    private readonly PackConfiguration _configuration;
    private readonly Commands _commands;
    private readonly bool _charges;
    private ControllerStage _stage;
    private int _nowMilliseconds;
    private long _unixMilliseconds;
    private bool _unixValid;
    private bool _resumes;

    /// <summary>Makes a controller.</summary>
    /// <param name="configuration">A configuration that <see cref="PackValidator"/> finds no fault in.</param>
    /// <exception cref="ArgumentException">The validator finds a fault.</exception>
    public PackController(PackConfiguration configuration)
        : this(configuration, true)
    {
    }

    /// <summary>Makes a controller; a suite that tests what a defective table would do may skip the check.</summary>
    internal PackController(PackConfiguration configuration, bool check)
    {
        if (check && new PackValidator(configuration).Check() != PackFault.None)
            throw new ArgumentException("the configuration has a fault: PackValidator says which");
        _configuration = configuration;
        _commands = new Commands(configuration.SeriesGroups);
        _charges = configuration.Charging.Enabled || configuration.Thermal.Cooling;
        Measurement = new MeasurementStage(configuration);
        Protection = new ProtectionStage(configuration);
        Estimation = new EstimationStage(configuration);
        Groups = new GroupStage(configuration);
        Health = new HealthStage(configuration);
        Energy = new EnergyStage(configuration);
        Estimation.Carry(new PackStateArchive(Groups, Health, Energy));
        Power = new PowerStage(configuration);
        Thermal = new ThermalStage(configuration);
        Contactors = new ContactorStage(configuration);
        Charging = new ChargingStage(configuration);
        Balancing = new BalancingStage(configuration);
        Diagnostics = new DiagnosticsStage(configuration);
        Lifetime = new LifetimeStage(configuration, Estimation, Groups, Health, Energy, Power);
    }

    /// <summary>What the first stage let through.</summary>
    public MeasurementStage Measurement { get; }

    /// <summary>The protection table's levels.</summary>
    public ProtectionStage Protection { get; }

    /// <summary>The state of charge and its bound.</summary>
    public EstimationStage Estimation { get; }

    /// <summary>Every group's state of charge.</summary>
    public GroupStage Groups { get; }

    /// <summary>The pack's capacity and resistance as learned.</summary>
    public HealthStage Health { get; }

    /// <summary>What the pack still gives and takes.</summary>
    public EnergyStage Energy { get; }

    /// <summary>The permitted currents.</summary>
    public PowerStage Power { get; }

    /// <summary>Heater and cooling.</summary>
    public ThermalStage Thermal { get; }

    /// <summary>The pack's mode and its contactors.</summary>
    public ContactorStage Contactors { get; }

    /// <summary>The charger's targets.</summary>
    public ChargingStage Charging { get; }

    /// <summary>The balancer's choice.</summary>
    public BalancingStage Balancing { get; }

    /// <summary>The events.</summary>
    public DiagnosticsStage Diagnostics { get; }

    /// <summary>The pack's life.</summary>
    public LifetimeStage Lifetime { get; }

    /// <summary>The latest commands, as the last step returned them.</summary>
    public Commands Commands => _commands;

    /// <summary>
    /// The stage in which an exception ended a step, or <see cref="ControllerStage.None"/>. Once set, everything stays open until
    /// the controller is made anew: its state cannot be trusted any more.
    /// </summary>
    public ControllerStage FailedStage { get; private set; }

    /// <summary>
    /// Writes what the estimation knows, to be taken up by <see cref="RestoreSnapshot"/> after a restart; returns its length in bytes, or 0
    /// where there is nothing to write or the room is too small. To be called between steps; allocates nothing.
    /// </summary>
    /// <param name="bytes">Room; <see cref="SnapshotFormat.MaximumLength"/> is always enough.</param>
    /// <param name="uncountedMilliseconds">
    /// For how long the pack may go on under load after this snapshot with no later one: 0 where the contactors are open for good, else
    /// the time between two snapshots.
    /// </param>
    public int WriteSnapshot(byte[] bytes, int uncountedMilliseconds)
    {
        if (FailedStage != ControllerStage.None)
            return 0;
        return Estimation.Snapshot(bytes, _unixMilliseconds, _unixValid, uncountedMilliseconds);
    }

    /// <summary>
    /// Takes a snapshot up, after construction and before the first step. What cannot be read is refused as a whole and changes nothing:
    /// the estimation then starts from the first voltage. The same happens later where the first voltages contradict it.
    /// </summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="length">How many of them are the snapshot.</param>
    /// <param name="offMilliseconds">
    /// The time since the snapshot was written, where the board knows it; <see cref="EstimationStage.UnknownOffTime"/> lets the first step
    /// ask its calendar time.
    /// </param>
    public SnapshotFault RestoreSnapshot(byte[] bytes, int length, long offMilliseconds)
    {
        SnapshotFault fault = Estimation.Restore(bytes, length);
        if (fault != SnapshotFault.None)
            return fault;
        if (offMilliseconds >= 0)
            Estimation.Resume(offMilliseconds);
        else
            _resumes = true;
        return SnapshotFault.None;
    }

    /// <summary>Takes one step through all stages.</summary>
    /// <param name="measurements">
    /// The board's measurements, made for this pack's numbers of groups and sensors; with any other numbers the step fails like one
    /// that an exception ends, for a group that nobody looks at is not protected.
    /// </param>
    /// <returns>The commands, valid until the next step.</returns>
    public Commands Step(Measurements measurements)
    {
        try
        {
            if (FailedStage == ControllerStage.None)
                Run(measurements);
            else
                RememberFailure();
        }
        catch (Exception)
        {
            if (FailedStage == ControllerStage.None)
                Fail();
        }
        return _commands;
    }

    private void Run(Measurements measurements)
    {
        _stage = ControllerStage.Measurement;
        _nowMilliseconds = measurements.NowMilliseconds;
        if (measurements.CellMicrovolts.Length != _configuration.SeriesGroups
            || measurements.TemperatureCentidegrees.Length != _configuration.TemperatureSensors)
        {
            Fail();
            return;
        }
        Measurement.Step(measurements);
        if (Measurement.StoppedSteps >= MostStoppedSteps)
        {
            // Without time no debounce ends: a clock that stands still would switch protection off.
            Fail();
            return;
        }
        _stage = ControllerStage.Protection;
        Protection.Step(measurements, Measurement);
        _stage = ControllerStage.Estimation;
        _unixMilliseconds = measurements.UnixMilliseconds;
        _unixValid = measurements.UnixValid;
        if (_resumes)
            Resume();
        bool hidden = Balancing.VoltageHidden;
        Estimation.VoltageHidden = Groups.VoltageHidden = hidden;
        Estimation.Step(Measurement, Groups.MeanExcessMicrovolts(measurements, Measurement));
        _stage = ControllerStage.PackState;
        Groups.Step(measurements, Measurement, Estimation);
        Health.Step(Measurement, Estimation);
        Energy.Step(Measurement, Estimation, Groups, Health);
        _stage = ControllerStage.PowerLimits;
        Power.Step(measurements, Measurement, Protection, Estimation, Groups, Health);
        _stage = ControllerStage.Thermal;
        Thermal.Step(measurements, Measurement, Protection, Contactors.Mode >= PackMode.Fault);
        _stage = ControllerStage.Contactors;
        Contactors.Step(measurements, Measurement, Protection, Thermal);
        _stage = ControllerStage.Charging;
        Charging.Step(measurements, Measurement, Protection, Estimation, Groups, Power, Thermal, Contactors, Balancing.BleedingCount);
        _stage = ControllerStage.Balancing;
        Balancing.Step(measurements, Measurement, Protection, Estimation, Groups, Health);
        _stage = ControllerStage.Diagnostics;
        Diagnostics.Step(Measurement, Protection, Thermal, Contactors, Charging, _nowMilliseconds);
        _stage = ControllerStage.Commands;
        bool zero = Contactors.ZeroCurrentRequested;
        _commands.Set(
            Contactors.MainClosed,
            zero ? 0 : Power.ChargeLimitMicroamps,
            zero ? 0 : Power.DischargeLimitMicroamps,
            Balancing.Bleeding);
        _commands.SetAround(Contactors.PrechargeClosed, zero, Thermal.HeaterOn, Protection.SecondLine.ReadBackRequested);
        if (_charges)
            _commands.SetCharger(Thermal.CoolingOn, Charging);
        _stage = ControllerStage.Diagnostics;
        Remember(measurements);
    }

    /// <summary>Only the first step knows what time it is.</summary>
    private void Resume()
    {
        _resumes = false;
        Estimation.Resume(Estimation.OffTime(_unixMilliseconds, _unixValid));
    }

    private void Fail()
    {
        FailedStage = _stage;
        _commands.OpenAll();
        Contactors.Fail();
        Thermal.Fail();
        Charging.Fail();
        Diagnostics.Events.Add(EventKind.InternalFault, ProtectionStage.LevelTrip, (int)_stage, _nowMilliseconds);
    }
}

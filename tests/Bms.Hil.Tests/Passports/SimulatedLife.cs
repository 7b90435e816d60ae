using System;
using System.Text;
using Bms.Core;
using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Measurement;
using Bms.Hil.Cells;
using Bms.Hil.Packs;
using Bms.Hil.Plant;
using Bms.Hil.Rigs;

namespace Bms.Hil.Tests.Passports;

/// <summary>
/// Three years of a swapped pack, coarse: a session of some ten hours a week in steps of ten seconds, the board off in between, a new image
/// for a second owner half way. What the plant says of throughput and time is counted beside it.
/// </summary>
internal sealed class SimulatedLife
{
    public const string FirstCode = "BMSPE01LIFETSTF310000001";
    public const string SecondCode = "BMSPE02LIFETSTG930000002";
    public const int StepSeconds = 10;
    private const int Groups = 4;
    private const double Amps = 4.9;
    private const long StartUnix = 1_735_689_600_000;
    private readonly CellFile _cell = CellFileReader.Read(ShippedFile.Resolve("synthetic-nmc-21700", "cells", ".json", "cell file"));
    private readonly PlantPack _plant;
    private readonly PlantSensors _sensors;
    private readonly PlantReadings _readings;
    private readonly SimMemory _memory = new();
    private PackConfiguration _pack;
    private PackController _controller;
    private Measurements _inputs;
    private long _unix = StartUnix;
    private int _now;
    private bool _first;
    private double _ambient;

    public SimulatedLife()
    {
        var definition = new PlantDefinition
        {
            Cell = _cell,
            Groups = Groups,
            CapacityFactor = 0.96,
            ResistanceFactor = 1.1,
            StartSoc = 0.9,
            StartCelsius = 15,
            Thermal = new PlantThermalDefinition { IntervalSeconds = 10, SensorLagSeconds = 20 },
        };
        _plant = new PlantPack(definition, 5);
        var sensors = new PlantSensorDefinition
        {
            PackAmps = new PlantChannelDefinition { Resolution = 0.001, GainError = 0.002, Noise = 0.002 },
            Temperatures = new PlantChannelDefinition { Resolution = 0.01 },
        };
        _sensors = new PlantSensors(sensors, _plant, 5);
        _readings = new PlantReadings(Groups, _plant.SensorCelsius.Length);
        _pack = Pack(FirstCode, "", 3600);
        _controller = new PackController(_pack);
        _inputs = new Measurements(Groups, 1);
    }

    /// <summary>True ampere-hours in, out; watt-hours in, out.</summary>
    public double[] Flow { get; } = new double[4];

    /// <summary>True flow when the second owner took over.</summary>
    public double[] FirstOwnerFlow { get; } = new double[4];

    /// <summary>True seconds of cold, heat, charging in cold, charging in heat.</summary>
    public double[] Extreme { get; } = new double[4];

    /// <summary>True seconds of running.</summary>
    public double Seconds { get; private set; }

    public int Matings { get; private set; }

    public MemoryDump Dump => new(PackImage.Write(_pack), _memory.WriteUnitBytes, (byte[])_memory.Bytes.Clone());

    public double RatedAmpHours => _pack.Cell.CapacityMicroampHours * 1e-6 * _pack.ParallelCells;

    public void Run(int weeks)
    {
        for (int week = 0; week < weeks; week++)
        {
            if (week == weeks / 2)
            {
                _pack = Pack(SecondCode, FirstCode, 3500);
                Flow.CopyTo(FirstOwnerFlow, 0);
            }
            _ambient = 19 - (16 * Math.Cos(2 * Math.PI * week / 52));
            Session();
            _unix += 7L * 86_400_000 - (_unix - StartUnix) % (7L * 86_400_000);
        }
    }

    /// <summary>In at the swap station, ridden and charged twice, out again.</summary>
    private void Session()
    {
        _controller = new PackController(_pack);
        _controller.Attach(_memory);
        _inputs = new Measurements(Groups, 1) { CloseRequested = true };
        _now = 0;
        _first = true;
        Matings++;
        Drive(0, 3600, 0, 1);
        Drive(-0.8 * Amps, 7200, 0.2, 1);
        Drive(0, 1800, 0, 1);
        Drive(0.4 * Amps, 9000, 0, 0.85);
        Drive(-0.4 * Amps, 5400, 0.2, 1);
        Drive(-1.5 * Amps, 300, 0.2, 1);
        Drive(0.4 * Amps, 9000, 0, 0.9);
        Drive(0, 3600, 0, 1);
        _inputs.Mated = false;
        _inputs.CloseRequested = false;
        Drive(0, 30, 0, 1);
        _inputs.ShutdownRequested = true;
        for (int step = 0; step < 2000 && !_controller.Memory!.ReadyToSwitchOff; step++)
            Step(0, 10, counts: false);
        if (!_controller.Memory!.ReadyToSwitchOff)
            throw new InvalidOperationException("the board never got ready to switch off");
    }

    private void Drive(double amps, int seconds, double lowest, double highest)
    {
        for (int at = 0; at < seconds; at += StepSeconds)
        {
            double soc = _plant.Soc[0];
            if ((amps < 0 && soc <= lowest) || (amps > 0 && soc >= highest))
                return;
            Step(amps, StepSeconds * 1000, counts: true);
        }
    }

    private void Step(double amps, int milliseconds, bool counts)
    {
        _sensors.Sample(_plant, _readings);
        _inputs.NowMilliseconds = _now;
        _inputs.UnixMilliseconds = _unix;
        _inputs.UnixValid = true;
        _readings.GroupMicrovolts.CopyTo(_inputs.CellMicrovolts, 0);
        _readings.TemperatureCentidegrees.CopyTo(_inputs.TemperatureCentidegrees, 0);
        Array.Fill(_inputs.CellValid, true);
        Array.Fill(_inputs.TemperatureValid, true);
        _inputs.PackMicroamps = _readings.PackMicroamps;
        _inputs.PackCurrentValid = true;
        Bms.Core.Commands commands = _controller.Step(_inputs);
        if (counts && !_first)
            CountTime();
        _first = false;
        var plant = new PlantInputs
        {
            MainClosed = commands.MainContactorsClosed,
            AmbientCelsius = _ambient,
            Load = PlantLoad.Current,
            LoadAmps = Math.Clamp(amps, -commands.DischargeLimitMicroamps * 1e-6, commands.ChargeLimitMicroamps * 1e-6),
        };
        double left = milliseconds / 1000.0;
        while (left > 1e-9)
        {
            double part = Math.Min(1, left);
            _plant.Step(part, plant);
            double hours = part / 3600;
            int way = _plant.PackAmps > 0 ? 0 : 1;
            Flow[way] += Math.Abs(_plant.PackAmps) * hours;
            Flow[2 + way] += Math.Abs(_plant.PackAmps) * _plant.PackVolts * hours;
            left -= part;
        }
        _now += milliseconds;
        _unix += milliseconds;
    }

    /// <summary>A sample stands for the time before it, as in the firmware; temperatures are the plant's to a hundredth.</summary>
    private void CountTime()
    {
        double centidegrees = Math.Round(_plant.SensorCelsius[0] * 100);
        bool charging = _plant.PackAmps * 1e6 > _pack.Measurement.RestMicroamps;
        Seconds += StepSeconds;
        if (centidegrees < _pack.Identity.ColdCentidegrees)
        {
            Extreme[0] += StepSeconds;
            Extreme[2] += charging ? StepSeconds : 0;
        }
        if (centidegrees > _pack.Identity.HotCentidegrees)
        {
            Extreme[1] += StepSeconds;
            Extreme[3] += charging ? StepSeconds : 0;
        }
    }

    private PackConfiguration Pack(string code, string previous, int hot)
    {
        PackConfiguration suggested = PackBuilder.Build(
            _cell, new PackOptions { SeriesGroups = Groups, ParallelCells = 1, TemperatureSensors = 1, Estimator = EstimatorKind.Aekf, EstimateEverySteps = 1 }, "the simulated life");
        return new PackConfiguration
        {
            SeriesGroups = suggested.SeriesGroups,
            ParallelCells = suggested.ParallelCells,
            TemperatureSensors = suggested.TemperatureSensors,
            ChargeLimitMicroamps = suggested.ChargeLimitMicroamps,
            DischargeLimitMicroamps = suggested.DischargeLimitMicroamps,
            Measurement = suggested.Measurement,
            Protection = suggested.Protection,
            Contactors = suggested.Contactors,
            Balancing = suggested.Balancing,
            Estimation = suggested.Estimation,
            PackState = suggested.PackState,
            Power = suggested.Power,
            Identity = new IdentitySettings
            {
                Code = Encoding.ASCII.GetBytes(code),
                Previous = Encoding.ASCII.GetBytes(previous),
                Status = previous.Length == 0 ? PackStatus.Original : PackStatus.ReUsed,
                ManufacturedDay = 20_000,
                ServiceDay = 20_089,
                ColdCentidegrees = 800,
                HotCentidegrees = hot,
            },
            Cell = suggested.Cell,
        };
    }
}

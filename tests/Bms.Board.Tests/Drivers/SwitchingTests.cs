using System;
using System.Collections.Generic;
using Bms.Board.Drivers.Switching;
using Bms.Board.Ports;
using Bms.Core;
using Bms.Core.Configuration;
using Bms.Core.Measurement;
using Xunit;

namespace Bms.Board.Tests.Drivers;

/// <summary>Contactors, heater, bleeds and the lines that are read.</summary>
public sealed class SwitchingTests : IBleedSwitches, IMeasurementSource
{
    private readonly List<string> _log = [];
    private int _bleeding;

    [Fact]
    public void Commands_reach_the_lines_and_release_opens_everything()
    {
        BoardActuators actuators = Actuators();
        PackController controller = DriverPack.Controller();
        Measurements measurements = DriverPack.Measurements();
        measurements.CloseRequested = true;
        bool closed = false;
        for (int step = 1; step <= 200; step++)
        {
            measurements.NowMilliseconds = step * 100;
            for (AfeThreshold threshold = 0; threshold < AfeThreshold.Count; threshold++)
                measurements.AfeThresholds[(int)threshold] = controller.Protection.SecondLine.Wanted(threshold);
            Commands commands = controller.Step(measurements);
            _log.Clear();
            actuators.Act(commands);
            Assert.Contains(commands.MainContactorsClosed ? "main+" : "main-", _log);
            Assert.Contains(commands.HeaterOn ? "heater+" : "heater-", _log);
            Assert.Contains(commands.ZeroCurrentRequested ? "zero+" : "zero-", _log);
            closed |= commands.MainContactorsClosed;
        }
        Assert.True(closed);
        _log.Clear();
        actuators.Release();
        Assert.Equal("zero+ main- precharge- heater-", string.Join(' ', _log));
        Assert.Equal(-1, _bleeding);
    }

    [Theory]
    [InlineData(true, true, false, 0, 1)]
    [InlineData(false, true, true, 1, 3)]
    [InlineData(false, false, true, 1, 2)]
    public void Lines_are_told_with_their_validity(bool interlock, bool main, bool precharge, int open, int contacts)
    {
        var inputs = new BoardInputs(this)
        {
            InterlockClosed = new Line("i", _log) { Active = interlock },
            MainFeedback = new Line("m", _log) { Active = main },
            PrechargeFeedback = new Line("p", _log) { Active = precharge },
            CloseRequest = new Line("c", _log) { Active = true },
        };
        Measurements measurements = DriverPack.Measurements();
        inputs.Measure(measurements, 5);
        Assert.True(measurements.CloseRequested);
        Assert.Equal(open, measurements.AuxiliaryValue[(int)AuxiliaryChannel.InterlockOpen]);
        Assert.Equal(contacts, measurements.AuxiliaryValue[(int)AuxiliaryChannel.ContactorFeedback]);
        Assert.True(measurements.AuxiliaryValid[(int)AuxiliaryChannel.ContactorFeedback]);
    }

    [Fact]
    public void Lines_that_are_not_there_are_invalid_and_ask_for_nothing()
    {
        Measurements measurements = DriverPack.Measurements();
        measurements.CloseRequested = true;
        new BoardInputs(this).Measure(measurements, 5);
        Assert.False(measurements.CloseRequested);
        Assert.False(measurements.AuxiliaryValid[(int)AuxiliaryChannel.InterlockOpen]);
        Assert.False(measurements.AuxiliaryValid[(int)AuxiliaryChannel.ContactorFeedback]);
        Assert.Equal(1, measurements.AuxiliaryValue[(int)AuxiliaryChannel.InterlockOpen]);
    }

    void IBleedSwitches.Bleed(bool[] groups) => _bleeding = Array.FindAll(groups, on => on).Length;

    void IBleedSwitches.StopBleeding() => _bleeding = -1;

    void IMeasurementSource.Prepare(PackController controller)
    {
    }

    void IMeasurementSource.Measure(Measurements measurements, int nowMilliseconds)
    {
    }

    private BoardActuators Actuators() => new(new SwitchingSettings
    {
        Main = new Line("main", _log),
        Precharge = new Line("precharge", _log),
        Heater = new Line("heater", _log),
        ZeroCurrent = new Line("zero", _log),
        Bleeds = this,
    });

    private sealed class Line(string name, List<string> log) : IDigitalInput, IDigitalOutput
    {
        public bool Active { get; init; }

        public void Set(bool active) => log.Add(name + (active ? "+" : "-"));
    }
}

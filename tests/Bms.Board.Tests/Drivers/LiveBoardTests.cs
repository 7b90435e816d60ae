using Bms.Board.Drivers.Bq769x2;
using Bms.Board.Drivers.Switching;
using Bms.Board.Ports;
using Bms.Board.Tests.Chips;
using Bms.Core.Configuration;
using Xunit;

namespace Bms.Board.Tests.Drivers;

/// <summary>The whole board application in live mode on the model of its chip.</summary>
public sealed class LiveBoardTests : IWatchdog, ILinkPort
{
    private readonly ChipTime _time = new();
    private readonly Line _main = new();
    private readonly Line _request = new() { Active = true };
    private int _kicks;

    [Fact]
    public void It_closes_on_a_sound_pack_and_opens_on_an_over_voltage()
    {
        var chip = new Bq76952Chip(_time) { ShuntMicroohms = 250 };
        System.Array.Fill(chip.CellMicrovolts, 3_300_000);
        var driver = new Bq76952(chip, _time, new Bq769x2Settings { ShuntMicroohms = 250 });
        var actuators = new BoardActuators(new SwitchingSettings { Main = _main, Bleeds = driver });
        var inputs = new BoardInputs(driver) { CloseRequest = _request };
        var board = new BoardApplication(new BoardSettings { StartsLive = true }, _time, this, this, inputs, actuators, null);
        Assert.True(board.TakeImage(PackImage.Write(DriverPack.Configuration)));
        Turn(board, 200);
        Assert.True(_main.Active);
        Assert.Equal((0, 0), (board.OverRuns, driver.BusErrors));
        chip.CellMicrovolts[11] = 3_700_000;
        int turns = 0;
        while (_main.Active && turns < 100)
        {
            Turn(board, 1);
            turns++;
        }
        // Three samples and 200 ms of debounce, the wait for zero current, and one step.
        Assert.InRange(turns, 3, 20);
        Assert.Equal(3, board.Controller!.Protection.Level((int)ProtectionKind.CellOverVoltage));
        Assert.True(_kicks > 200);
    }

    [Fact]
    public void It_opens_when_the_chip_is_lost()
    {
        var chip = new Bq76952Chip(_time) { ShuntMicroohms = 250 };
        System.Array.Fill(chip.CellMicrovolts, 3_300_000);
        var driver = new Bq76952(chip, _time, new Bq769x2Settings { ShuntMicroohms = 250 });
        var board = new BoardApplication(
            new BoardSettings { StartsLive = true }, _time, this, this, new BoardInputs(driver) { CloseRequest = _request },
            new BoardActuators(new SwitchingSettings { Main = _main }), null);
        Assert.True(board.TakeImage(PackImage.Write(DriverPack.Configuration)));
        Turn(board, 200);
        Assert.True(_main.Active);
        chip.Gone = true;
        Turn(board, 30);
        Assert.False(_main.Active);
    }

    private void Turn(BoardApplication board, int turns)
    {
        for (int turn = 0; turn < turns; turn++)
        {
            board.Turn();
            _time.Wait(100);
        }
    }

    void IWatchdog.Kick() => _kicks++;

    void IWatchdog.Reset()
    {
    }

    int ILinkPort.Read(byte[] bytes, int count) => 0;

    void ILinkPort.Write(byte[] bytes, int count)
    {
    }

    private sealed class Line : IDigitalInput, IDigitalOutput
    {
        public bool Active { get; set; }

        public void Set(bool active) => Active = active;
    }
}

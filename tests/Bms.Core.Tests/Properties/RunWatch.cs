using System;
using Bms.Core.Configuration;
using Bms.Core.Measurement;
using Bms.Core.Protection;
using Bms.Core.Tests.Support;

namespace Bms.Core.Tests.Properties;

/// <summary>Watches one controller step by step; the first thing that must not be is named in <see cref="Broken"/>.</summary>
internal sealed class RunWatch
{
    private const int CurrentFamily = ProtectionQuantities.FamilyCurrent;

    // Less than this in all, and no trip that ended by itself is forgotten.
    private const int NothingForgotten = ProtectionStage.RecloseForgetMilliseconds / ProtectionPolicy.RowCount;

    private readonly PackConfiguration _pack;
    private readonly PackController _controller;
    private readonly RowState[] _rows;
    private readonly int[] _level = new int[ProtectionPolicy.RowCount];
    private readonly int[] _permille = new int[ProtectionPolicy.RowCount];
    private readonly long[] _tripped = new long[ProtectionPolicy.RowCount];
    private readonly int[] _ended = new int[ProtectionPolicy.RowCount];
    private readonly bool[] _latched = new bool[ProtectionPolicy.RowCount];
    private long _time;
    private int _sinceReset = int.MaxValue;
    private bool _lastReset;

    public RunWatch(PackConfiguration pack)
    {
        _pack = pack;
        _controller = new PackController(pack);
        Measurements = new Measurements(pack.SeriesGroups, pack.TemperatureSensors);
        Array.Fill(_permille, ProtectionStage.FullPermille);
        _rows = PrivateField.Get<RowState[]>(_controller.Protection, "_rows");
    }

    public Measurements Measurements { get; }

    /// <summary>What must not be, or nothing.</summary>
    public string? Broken { get; private set; }

    /// <summary>Trips that were seen to begin, and to end.</summary>
    public int Trips { get; private set; }

    public int Ends { get; private set; }

    /// <summary>Runs all moments; true where everything held.</summary>
    public bool Holds(Moment[] run)
    {
        foreach (Moment moment in run)
        {
            for (int step = 0; step < moment.Steps && Broken is null; step++)
            {
                moment.Fill(Measurements, _controller, _pack);
                Step();
            }
        }
        return Broken is null;
    }

    /// <summary>Takes a step with what the measurements are.</summary>
    public void Step()
    {
        try
        {
            _controller.Step(Measurements);
        }
        catch (Exception exception)
        {
            Broken = "an exception left the step: " + exception.Message;
            return;
        }
        if (_controller.FailedStage != ControllerStage.None)
        {
            Broken = $"the stage {_controller.FailedStage} failed";
            return;
        }
        bool reset = Measurements.LatchResetRequested;
        if (reset && !_lastReset)
            _sinceReset = 0;
        else if (_sinceReset < int.MaxValue)
            _sinceReset++;
        _lastReset = reset;
        int elapsed = _controller.Measurement.ElapsedMilliseconds;
        _time += elapsed;
        CheckRanges();
        for (int row = 0; row < _rows.Length; row++)
            CheckRow(row, elapsed);
    }

    private void CheckRanges()
    {
        float soc = _controller.Estimation.Estimator.Soc;
        float sigma = _controller.Estimation.Estimator.SocSigma;
        Commands commands = _controller.Commands;
        if (!(soc >= 0f && soc <= 1f) || !(sigma >= 0f))
            Break($"SOC {soc}, its bound {sigma}");
        if (commands.ChargeLimitMicroamps < 0 || commands.ChargeLimitMicroamps > _pack.ChargeLimitMicroamps
            || commands.DischargeLimitMicroamps < 0 || commands.DischargeLimitMicroamps > _pack.DischargeLimitMicroamps)
        {
            Break("a limit out of its range");
        }
        if (_controller.Protection.AnyTrip && (commands.ChargeLimitMicroamps != 0 || commands.DischargeLimitMicroamps != 0))
            Break("something is permitted under a trip");
    }

    private void CheckRow(int row, int elapsed)
    {
        RowState state = _rows[row];
        int level = _controller.Protection.Level(row);
        int before = _level[row];
        if (_controller.Protection.Blanking || state.Settings is not ProtectionRow settings)
            return;
        if (level == ProtectionStage.LevelTrip)
        {
            _tripped[row] = before == level ? _tripped[row] + elapsed : 0;
            if (before != level)
                Trips++;
            CheckOpen(row, settings);
        }
        else if (before == ProtectionStage.LevelTrip)
        {
            _tripped[row] += elapsed;
            Ends++;
            CheckEnd(row, settings);
        }
        _latched[row] = level == ProtectionStage.LevelTrip && state.Held;
        if (row < ProtectionPolicy.FirstSlowRow && FamilyLost(state.Family) && (level < before || (level == before && state.Permille > _permille[row])))
            Break($"row {settings.Kind} gave way while a channel of it is lost");
        _level[row] = level;
        _permille[row] = state.Permille;
    }

    private void CheckOpen(int row, ProtectionRow settings)
    {
        if (_tripped[row] < settings.WaitMilliseconds)
            return;
        if (_controller.Commands.MainContactorsClosed || _controller.Commands.PrechargeClosed)
            Break($"closed {_tripped[row]} ms after {settings.Kind} tripped, which may wait {settings.WaitMilliseconds} ms");
    }

    private void CheckEnd(int row, ProtectionRow settings)
    {
        bool served = _sinceReset <= ProtectionPolicy.SlowPeriodSteps;
        if (ProtectionPolicy.NeverEnds(settings.Kind))
            Break($"{settings.Kind} ended");
        if (_latched[row] && !served)
            Break($"{settings.Kind} was latched and ended without service");
        if (settings.Latching && !served)
            Break($"{settings.Kind} latches and ended by itself");
        if (_tripped[row] < settings.RecoveryMilliseconds || _tripped[row] < settings.CoolDownMilliseconds)
            Break($"{settings.Kind} ended after {_tripped[row]} ms, before its recovery time or cool-down was over");
        _ended[row] = served ? 0 : _ended[row] + 1;
        if (settings.RecloseLimit > 0 && _ended[row] > settings.RecloseLimit && _time < NothingForgotten)
            Break($"{settings.Kind} ended by itself {_ended[row]} times, more than its reclose limit");
    }

    private bool FamilyLost(int family) => family switch
    {
        ProtectionQuantities.FamilyCells => _controller.Measurement.Cells.LostCount > 0,
        ProtectionQuantities.FamilyTemperatures => _controller.Measurement.Temperatures.LostCount > 0,
        CurrentFamily => !_controller.Measurement.CurrentUsable,
        _ => false,
    };

    private void Break(string what) => Broken ??= what;
}

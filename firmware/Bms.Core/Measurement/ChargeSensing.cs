using Bms.Core.Configuration;
using Bms.Core.Numerics;

namespace Bms.Core.Measurement;

/// <summary>
/// The charge of one step: the hardware counter's difference where it is there and agrees with the current over windows of some
/// seconds, else current times time. What a counter that turns out to be wrong has cost within a window is made good at its end.
/// </summary>
public sealed class ChargeSensing
{
    /// <summary>How long counter and current are compared, in milliseconds.</summary>
    public const int WindowMilliseconds = 5000;

    private const int NanocoulombsPerMicrocoulomb = 1000;

    private readonly int _plausibleMicroamps;
    private readonly int _toleranceMicroamps;
    private long _last;
    private bool _lastValid;
    private long _windowCounted;
    private long _windowIntegrated;
    private int _windowMilliseconds;

    /// <summary>Makes the sensing of one pack.</summary>
    public ChargeSensing(PackConfiguration configuration)
    {
        _plausibleMicroamps = configuration.Measurement.CurrentPlausibleMicroamps;
        _toleranceMicroamps = configuration.Plausibility.CounterMicroamps;
    }

    /// <summary>Charge since the last step, in nanocoulombs.</summary>
    public long Nanocoulombs { get; private set; }

    /// <summary>Counter against current over the last window, a mean in microamps.</summary>
    public int MismatchMicroamps { get; private set; }

    /// <summary>True in the step that ended a window.</summary>
    public bool Compared { get; private set; }

    /// <summary>True while the counter disagrees with the current and is not used.</summary>
    public bool Distrusted { get; private set; }

    /// <summary>Takes one step.</summary>
    /// <param name="measurements">The step's measurements, for the counter.</param>
    /// <param name="microamps">The current to count with.</param>
    /// <param name="known">Whether there is such a current.</param>
    /// <param name="elapsed">Time since the last step, in milliseconds.</param>
    internal void Step(Measurements measurements, int microamps, bool known, int elapsed)
    {
        // The current is at most 2 147 A and the time at most 2³¹ ms, so the product fits a long.
        long integrated = (long)microamps * elapsed;
        Nanocoulombs = integrated;
        Compared = false;
        if (!measurements.AccumulatedChargeValid)
        {
            _lastValid = false;
            if (_windowMilliseconds != 0)
                Restart();
            return;
        }
        // A step without time keeps the count of the step before, so that what was counted since is not lost.
        if (elapsed == 0 && _lastValid)
            return;
        long counter = measurements.AccumulatedMicrocoulombs;
        long difference = unchecked(counter - _last);
        bool continues = _lastValid;
        _last = counter;
        _lastValid = true;
        if (!continues)
            return;
        // No more can have flowed than the largest plausible current brings; a counter that says otherwise was reset.
        long most = ((long)_plausibleMicroamps * elapsed / NanocoulombsPerMicrocoulomb) + 1;
        if (difference < -most || difference > most)
        {
            Restart();
            return;
        }
        long counted = difference * NanocoulombsPerMicrocoulomb;
        if (!Distrusted)
            Nanocoulombs = counted;
        // Without a current there is nothing to compare with, and over a long step a sampled current says little.
        if (!known || elapsed > WindowMilliseconds)
        {
            Restart();
            return;
        }
        _windowCounted += counted;
        _windowIntegrated += integrated;
        _windowMilliseconds += elapsed;
        if (_windowMilliseconds >= WindowMilliseconds)
            EndWindow();
    }

    private void EndWindow()
    {
        long difference = _windowIntegrated - _windowCounted;
        long mean = difference / _windowMilliseconds;
        MismatchMicroamps = IntegerMath.Abs((int)IntegerMath.Clamp(mean, int.MinValue, int.MaxValue));
        Compared = true;
        bool wrong = _toleranceMicroamps != 0 && MismatchMicroamps > _toleranceMicroamps;
        if (wrong && !Distrusted)
            Nanocoulombs += difference;
        Distrusted = wrong;
        Restart();
    }

    private void Restart()
    {
        _windowCounted = 0;
        _windowIntegrated = 0;
        _windowMilliseconds = 0;
    }
}

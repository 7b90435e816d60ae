namespace Bms.Hil.Plant;

/// <summary>One contactor: its contacts follow the command after a delay, and a command withdrawn before that changes nothing.</summary>
internal sealed class PlantContactor
{
    private const double Rounding = 1e-9;
    private readonly double _closeDelaySeconds;
    private readonly double _openDelaySeconds;
    private double _waitedSeconds;

    public PlantContactor(double closeDelaySeconds, double openDelaySeconds, bool closed)
    {
        _closeDelaySeconds = closeDelaySeconds;
        _openDelaySeconds = openDelaySeconds;
        Closed = closed;
    }

    public bool Closed { get; private set; }

    /// <summary>Whether the contacts changed at the end of the last <see cref="Wait"/> or <see cref="Command"/>.</summary>
    public bool JustClosed { get; private set; }

    /// <summary>Takes the command; returns the seconds until the contacts change, infinity if they need not.</summary>
    public double Command(bool close)
    {
        JustClosed = false;
        if (close == Closed)
        {
            _waitedSeconds = 0.0;
            return double.PositiveInfinity;
        }
        double left = (close ? _closeDelaySeconds : _openDelaySeconds) - _waitedSeconds;
        if (left > Rounding)
            return left;
        Change();
        return double.PositiveInfinity;
    }

    /// <summary>Lets time pass under a command; <paramref name="secondsUntilChange"/> is what <see cref="Command"/> said.</summary>
    public void Wait(double seconds, double secondsUntilChange)
    {
        JustClosed = false;
        if (double.IsPositiveInfinity(secondsUntilChange))
            return;
        _waitedSeconds += seconds;
        if (seconds >= secondsUntilChange - Rounding)
            Change();
    }

    private void Change()
    {
        Closed = !Closed;
        JustClosed = Closed;
        _waitedSeconds = 0.0;
    }
}

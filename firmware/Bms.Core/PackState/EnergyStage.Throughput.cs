using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Measurement;
using Bms.Core.Numerics;

namespace Bms.Core.PackState;

/// <content>What has flowed: counted in every step, kept over restarts.</content>
public sealed partial class EnergyStage
{
    private const int Layout = 1;
    private const long MostNanocoulombs = 1L << 61;

    private readonly FlowCounter _in = new FlowCounter();
    private readonly FlowCounter _out = new FlowCounter();
    private int _microvolts;
    private long _roundNanocoulombs;
    private long _roundMilliseconds;
    private bool _smoothed;

    /// <summary>Charge and energy that went in.</summary>
    public FlowCounter In => _in;

    /// <summary>Charge and energy that came out.</summary>
    public FlowCounter Out => _out;

    /// <summary>Charge in and out over twice the configured capacity.</summary>
    public float FullEquivalentCycles { get; private set; }

    /// <summary>The current as a lag of <see cref="SmoothingSeconds"/> follows it, in milliamps; positive charges. Unknown current leaves it.</summary>
    public float SmoothedMilliamps { get; private set; }

    /// <summary>
    /// Walks what has flowed through an archive; everything else follows from the other stages. To be called once a step, if at all, and
    /// not within one.
    /// </summary>
    internal void Transfer(StateArchive archive)
    {
        archive.Expect(Layout);
        // What is carried when depends on the turn; what is kept must not.
        _in.Carry();
        _out.Carry();
        _in.Transfer(archive);
        _out.Transfer(archive);
        _microvolts = archive.Whole(_microvolts, 0, int.MaxValue);
        FullEquivalentCycles = Cycles();
    }

    private void Count(MeasurementStage measurement)
    {
        if (measurement.CurrentUsable)
            _roundMilliseconds += measurement.ElapsedMilliseconds;
        long charge = measurement.ChargeNanocoulombs;
        if (charge == 0)
            return;
        ChannelSummary cells = measurement.Cells;
        int usable = cells.UsableCount;
        if (usable > 0)
        {
            int sum = cells.Sum;
            if (usable < _groups)
                sum = PackMicrovolts(measurement, sum, usable);
            _microvolts = sum > 0 ? sum : 0;
        }
        long round = _roundNanocoulombs + charge;
        _roundNanocoulombs = round < MostNanocoulombs && round > -MostNanocoulombs ? round : _roundNanocoulombs;
        if (charge > 0)
            _in.Count(charge, _microvolts);
        else
            _out.Count(-charge, _microvolts);
    }

    /// <summary>The pack's own channel where a group is lost, else what the usable ones say of all.</summary>
    private int PackMicrovolts(MeasurementStage measurement, int sum, int usable)
    {
        int pack = measurement.PackMicrovolts;
        if (pack > 0)
            return pack;
        long scaled = (long)sum * _groups / usable;
        return (int)IntegerMath.Clamp(scaled, 0, int.MaxValue);
    }

    private void CloseRound()
    {
        _in.Carry();
        _out.Carry();
        FullEquivalentCycles = Cycles();
        long milliseconds = _roundMilliseconds;
        if (milliseconds <= 0)
            return;
        float mean = (int)IntegerMath.Clamp(_roundNanocoulombs / milliseconds, -int.MaxValue, int.MaxValue) * 1e-3f;
        float share = _smoothed ? FloatMath.Approach(IntegerMath.ToFloat(milliseconds) * (1e-3f / SmoothingSeconds)) : 1f;
        float smoothed = SmoothedMilliamps + (share * (mean - SmoothedMilliamps));
        SmoothedMilliamps = smoothed < FloatMath.Negligible && smoothed > -FloatMath.Negligible ? 0f : smoothed;
        _smoothed = true;
        _roundNanocoulombs = 0;
        _roundMilliseconds = 0;
    }

    private float Cycles() => (IntegerMath.ToFloat(_in.MicroampHours) + IntegerMath.ToFloat(_out.MicroampHours)) * _cyclesPerMicroampHour;
}

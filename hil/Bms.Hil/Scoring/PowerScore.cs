using System;
using Bms.Core.PowerLimits;
using Bms.Hil.Rigs;

namespace Bms.Hil.Scoring;

/// <summary>Least and mean of the promised 10 s powers over a replay.</summary>
internal sealed class PowerScore
{
    private const int TenSeconds = 1;
    private double _leastDischarge = double.PositiveInfinity;
    private double _leastCharge = double.PositiveInfinity;
    private double _sumDischarge;
    private double _sumCharge;
    private long _count;
    private bool _ready;

    /// <summary>Adds a step; what comes before the first promise does not count.</summary>
    public void Add(RigOutputs outputs)
    {
        // The last pair of a round is the continuous charge: from then on every promise has been made.
        _ready |= outputs.ChargeWatts[PulseModel.Horizons - 1] > 0 || outputs.DischargeWatts[PulseModel.Horizons - 1] > 0;
        if (!_ready)
            return;
        double discharge = outputs.DischargeWatts[TenSeconds];
        double charge = outputs.ChargeWatts[TenSeconds];
        _leastDischarge = Math.Min(_leastDischarge, discharge);
        _leastCharge = Math.Min(_leastCharge, charge);
        _sumDischarge += discharge;
        _sumCharge += charge;
        _count++;
    }

    /// <summary>The figures at the end.</summary>
    public PowerFigures Figures(RigOutputs outputs) => new(
        [.. outputs.DischargeWatts],
        [.. outputs.ChargeWatts],
        [.. outputs.DischargeAmps],
        [.. outputs.ChargeAmps],
        _count == 0 ? null : _leastDischarge,
        _count == 0 ? null : _sumDischarge / _count,
        _count == 0 ? null : _leastCharge,
        _count == 0 ? null : _sumCharge / _count);
}

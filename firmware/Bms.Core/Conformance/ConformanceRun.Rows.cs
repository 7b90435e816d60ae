using Bms.Core.Configuration;
using Bms.Core.Contactors;
using Bms.Core.Estimation;
using Bms.Core.Measurement;

namespace Bms.Core.Conformance;

/// <content>Every row through every level.</content>
public sealed partial class ConformanceRun
{
    /// <summary>Every row through every level: just inside, at the limit, back by the hysteresis, and recovered.</summary>
    private void RunRows(int variant)
    {
        for (int row = 0; row <= (int)ProtectionKind.CurrentLost; row++)
        {
            ProtectionKind kind = (ProtectionKind)row;
            // A quick run takes each row with one variant only.
            if (_quick && row % ConformancePack.VariantCount != variant)
                continue;
            for (int way = 0; way < (ProtectionPolicy.CountsLostChannels(kind) ? WaysToLose : 1); way++)
            {
                if (_quick && way != (row + 1) % WaysToLose && ProtectionPolicy.CountsLostChannels(kind))
                    continue;
                Begin(variant, EstimatorKind.Coulomb, 2, row);
                RunRow(kind, way);
            }
        }
    }

    /// <summary>Every row that a pack may lack, through its levels and back; those that latch end by service, one never.</summary>
    private void RunFurtherRows()
    {
        for (int row = (int)ProtectionKind.ShortCircuit; row < ProtectionPolicy.RowCount; row++)
        {
            // A quick run takes a few of them.
            if (_quick && row % QuickRowStride != 0)
                continue;
            PackConfiguration pack = GuardedPack.Make(0, EstimatorKind.Coulomb, 2, false, false);
            Begin(pack, row);
            ProtectionKind kind = (ProtectionKind)row;
            ProtectionRow settings = pack.Protection[row];
            int steps = IsLong(kind) ? LongSteps : SlowSteps;
            Hold(kind, settings.WarningLimit, 0, steps);
            if (!_quick)
                Hold(kind, settings.DerateLimit + ((settings.TripLimit - settings.DerateLimit) / 2), 0, steps);
            Hold(kind, settings.TripLimit, 0, steps);
            RecoverQuietly();
            // Once more, for rows that may close again only so often.
            if (settings.RecloseLimit > 0)
            {
                Hold(kind, settings.TripLimit, 0, steps);
                RecoverQuietly();
            }
        }
    }

    private static bool IsLong(ProtectionKind kind) =>
        kind == ProtectionKind.OverloadCharge || kind == ProtectionKind.OverloadDischarge
        || kind == ProtectionKind.TemperatureRise || kind == ProtectionKind.PressureRate
        || kind == ProtectionKind.ChargeCounterMismatch;

    private void RecoverQuietly()
    {
        int steps = _quick ? QuickRecoverySteps : RecoverySteps;
        for (int step = 0; step < steps; step++)
        {
            _script.Quiet();
            _measurements.LatchResetRequested = step >= steps / 2;
            Step(StepMilliseconds);
        }
    }
}

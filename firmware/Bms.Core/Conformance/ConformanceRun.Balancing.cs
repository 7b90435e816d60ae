using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Lifecycle;

namespace Bms.Core.Conformance;

/// <content>Balancing by charge.</content>
public sealed partial class ConformanceRun
{
    private const int BalancedGroups = 6;
    private const int BalancingSeed = 970;
    private const int BalancingSteps = 150;
    private const int QuickBalancingSteps = 4;
    private const int BalancingMilliseconds = 5000;
    private const int BalancingMicroamps = 700000;

    /// <summary>Packs whose groups stand apart rest, are charged and used, grow warm, lose a channel, and go on after a restart.</summary>
    private void RunBalancing()
    {
        for (int variant = 0; variant < ConformancePack.VariantCount; variant++)
        {
            if (!Takes(variant, 1))
                continue;
            PackConfiguration pack = GuardedPack.Usual(variant, EstimatorKind.Aekf, 1, BalancedGroups, true, Balanced(variant));
            ScriptedMemory? memory = _quick ? null : new ScriptedMemory(MemoryMap.Total(1), 1);
            for (int life = 0; life < (_quick ? 1 : 2); life++)
            {
                Use(pack, BalancingSeed + variant);
                if (memory != null)
                    _controller.Attach(memory, new MemorySettings { SnapshotSeconds = 5, CounterSeconds = 7, BalancingSeconds = 3 });
                if (life == 0)
                    _controller.Estimation.Start(0.8f);
                int steps = _quick ? QuickBalancingSteps : BalancingSteps;
                int apart = variant == 2 ? 3000 : 20000;
                HoldBalanced(steps, 0, 2500, apart);
                HoldBalanced(steps, BalancingMicroamps, 2500, apart);
                HoldBalanced(steps, 0, 3500, apart);
                HoldBalanced(steps, -BalancingMicroamps, 2500, apart);
                HoldBalanced(steps, 0, 4400, -apart);
                if (_quick)
                    continue;
                HoldBalanced(steps, 0, 9000, apart);
                HoldBalanced(steps, 0, 2500, 0);
                HoldBalanced(steps, 0, 2500, apart);
            }
        }
    }

    /// <summary>Windows of a few steps, and every choice in one variant or another.</summary>
    private static BalancingSettings Balanced(int variant)
    {
        return new BalancingSettings
        {
            Enabled = true,
            StartMicrovolts = 10000,
            StopMicrovolts = 5000,
            MinimumCellMicrovolts = 3400000,
            MaximumTemperatureCentidegrees = 5000,
            RestMilliseconds = 20000,
            Strategy = BalancingStrategy.Charge,
            AnchorPermyriad = variant == 0 ? 0 : variant == 1 ? 5000 : 10000,
            BleedMilliohms = 3000,
            MarginPermille = 300,
            SmallestPermyriad = 1,
            WindowMilliseconds = 14000,
            SettleMilliseconds = 5000,
            LookMilliseconds = 10000,
            MostChannels = variant == 0 ? 1 : 4,
            Neighbours = variant == 1,
            TemperatureSensor = variant == 2 ? 1 : 0,
            WarmCentidegrees = 3000,
            InUse = variant != 0,
            MinimumSocPermyriad = 1000,
        };
    }

    private void HoldBalanced(int steps, int microamps, int centidegrees, int apartMicrovolts)
    {
        for (int step = 0; step < steps; step++)
        {
            _script.Quiet();
            int[] cells = _measurements.CellMicrovolts;
            for (int group = 0; group < cells.Length; group++)
                cells[group] = MiddleMicrovolts + (apartMicrovolts * group) + (microamps / 50);
            for (int sensor = 0; sensor < _measurements.TemperatureCentidegrees.Length; sensor++)
                _measurements.TemperatureCentidegrees[sensor] = centidegrees;
            _measurements.PackMicroamps = microamps;
            _script.Settle();
            if (step % 40 == 39)
                _measurements.CellValid[2] = false;
            Step(BalancingMilliseconds);
            _digest.Add(_controller.Balancing.BleedingCount);
        }
    }
}

using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Lifecycle;

namespace Bms.Core.Conformance;

/// <content>A pack's life: hot and cold, mated and not, three codes on one memory, and what it loses at rest.</content>
public sealed partial class ConformanceRun
{
    private const int QuickLifeSteps = 8;
    private const int FullLifeSteps = 240;
    private const int LifeStepMilliseconds = 700;
    private const int LifeMicroamps = 900000;

    /// <summary>A board takes a few steps without a memory.</summary>
    private void RunLifetime()
    {
        if (_quick)
        {
            RunOwner(null, 1, 0, QuickLifeSteps);
            return;
        }
        ScriptedMemory memory = new ScriptedMemory(MemoryMap.Total(1), 1);
        RunOwner(memory, 0, 0, FullLifeSteps);
        RunOwner(memory, 1, 0, FullLifeSteps);
        RunOwner(memory, 1, 0, FullLifeSteps);
        RunOwner(memory, 0, 0, FullLifeSteps);
        RunOwner(memory, 2, 1, FullLifeSteps);
        RunOwner(memory, 3, 0, FullLifeSteps);
        for (int damage = 0; damage < LifetimeLayout.Words; damage += 31)
            FoldStored(damage);
        FoldSelfDischarge();
        FoldCodes();
    }

    private void RunOwner(ScriptedMemory? memory, int owner, int previous, int steps)
    {
        Use(OwnedPack(owner, previous), 700 + owner);
        _measurements.UnixValid = owner != 3;
        if (memory != null)
            _controller.Attach(memory, new MemorySettings { SnapshotSeconds = 5, CounterSeconds = 7, LifetimeSeconds = 4 });
        for (int step = 0; step < steps; step++)
        {
            _script.Quiet();
            int swing = (step % 12) - 6;
            _measurements.UnixMilliseconds = Written + (step * 40000000L);
            _measurements.PackMicroamps = (step & 64) != 0 ? 0 : swing * LifeMicroamps;
            for (int sensor = 0; sensor < _measurements.TemperatureCentidegrees.Length; sensor++)
                _measurements.TemperatureCentidegrees[sensor] = step > steps / 3 ? (swing * 700) + 2500 : 2500;
            _script.Settle();
            _measurements.Mated = step % 50 < 40;
            _measurements.CloseRequested = step % 70 < 60;
            _measurements.ShutdownRequested = step > steps - (steps / 3);
            Step(_measurements.ShutdownRequested ? StepMilliseconds : LifeStepMilliseconds);
        }
        _controller.Lifetime.Note();
        Fold(_controller.Lifetime.Words);
        if (_quick)
            return;
        Fold(_controller.Lifetime.Ledger);
        Fold(_controller.Lifetime.History);
        Fold(_controller.Lifetime.Predecessor);
        byte[] dump = new byte[LifetimeDump.Length];
        LifetimeDump.Write(_controller.Lifetime, dump);
        for (int index = 0; index < dump.Length; index++)
            _digest.Add(dump[index]);
    }

    private static PackConfiguration OwnedPack(int owner, int previous)
    {
        PackConfiguration pack = GuardedPack.Make(2, EstimatorKind.Ekf, 1, false, false);
        return new PackConfiguration
        {
            SeriesGroups = pack.SeriesGroups,
            ParallelCells = pack.ParallelCells,
            TemperatureSensors = pack.TemperatureSensors,
            ChargeLimitMicroamps = pack.ChargeLimitMicroamps,
            DischargeLimitMicroamps = pack.DischargeLimitMicroamps,
            Auxiliaries = pack.Auxiliaries,
            Measurement = pack.Measurement,
            Plausibility = pack.Plausibility,
            Protection = pack.Protection,
            Runaway = pack.Runaway,
            Contactors = pack.Contactors,
            Afe = pack.Afe,
            Balancing = pack.Balancing,
            Estimation = pack.Estimation,
            PackState = pack.PackState,
            Power = pack.Power,
            Identity = new IdentitySettings
            {
                Code = CodeOf(owner, pack.Cell.Chemistry),
                Previous = CodeOf(previous, pack.Cell.Chemistry),
                ManufacturedDay = owner * 1000,
                ServiceDay = owner * 1001,
                HotCentidegrees = 4500,
            },
            Cell = pack.Cell,
        };
    }

    /// <summary>Owner 0 has no code.</summary>
    private static byte[] CodeOf(int owner, Chemistry chemistry)
    {
        if (owner == 0)
            return new byte[0];
        byte[] code = new byte[IdentitySettings.CodeLength];
        for (int index = 0; index < code.Length; index++)
            code[index] = (byte)('0' + owner);
        code[3] = (byte)'P';
        code[4] = (byte)(chemistry == Chemistry.Lfp ? 'B' : 'E');
        return code;
    }

    private void FoldStored(int damage)
    {
        PackController controller = new PackController(OwnedPack(1, 0));
        int[] stored = new int[LifetimeLayout.Words];
        _controller.Lifetime.Note();
        for (int index = 0; index < stored.Length; index++)
            stored[index] = _controller.Lifetime.Words[index];
        stored[damage] ^= int.MinValue;
        _digest.Add(controller.Lifetime.Take(RecordKind.Lifetime, stored) ? 1 : 0);
        Fold(controller.Lifetime.Words);
    }

    private void FoldSelfDischarge()
    {
        SelfDischarge lost = new SelfDischarge(new int[LifetimeLayout.Words]);
        for (int week = 0; week < 20; week++)
        {
            int calendar = 1000 + (week * 604800);
            lost.Consider(week != 7, calendar, 0.9f, 0.01f, 0, week * 3000000L, 1e-7f);
            lost.Consider(true, calendar + 500000, 0.9f - (0.001f * week), week == 9 ? 1f : 0.001f, 100, week * 3000000L, 1e-7f);
            _digest.Add(lost.SpanCount);
            _digest.Add(lost.RatePerDay);
            _digest.Add(lost.SigmaPerDay);
        }
    }

    private void FoldCodes()
    {
        byte[] code = CodeOf(4, Chemistry.Nmc);
        for (int index = 0; index < code.Length; index++)
        {
            byte kept = code[index];
            for (int letter = 40; letter < 96; letter++)
            {
                code[index] = (byte)letter;
                for (int chemistry = 0; chemistry <= (int)Chemistry.SolidPolymer; chemistry++)
                    _digest.Add(IdentityValidator.FirstWrong(code, (Chemistry)chemistry, (letter & 1) == 0));
            }
            code[index] = kept;
        }
    }

    private void Fold(int[] words)
    {
        for (int index = 0; index < words.Length; index++)
            _digest.Add(words[index]);
    }
}

using System;
using Bms.Core.Diagnostics;
using Bms.Core.Lifecycle;
using Bms.Core.Measurement;
using Bms.Core.Protection;

namespace Bms.Core;

/// <content>What is kept over a loss of power, and the end of a step that sees to it.</content>
public sealed partial class PackController
{
    private MemoryKeeper? _memory;
    private bool _restartTold;
    private bool _framesEnded;

    /// <summary>What keeps the records; null where no memory is attached.</summary>
    public MemoryKeeper? Memory => _memory;

    /// <summary>Attaches a memory with the usual settings.</summary>
    /// <param name="memory">The memory.</param>
    /// <exception cref="InvalidOperationException">A step has been taken, or there is a memory already.</exception>
    public void Attach(INonVolatileMemory memory) => Attach(memory, new MemorySettings());

    /// <summary>
    /// Attaches a memory, after construction and before the first step, and takes up what is stored in it: latched trips, the estimation
    /// state, counters and freeze frames. It reads the whole memory and allocates. From then on each step writes a bounded number of
    /// bytes. A memory that fails in any way is reported as an event and changes nothing else, but for
    /// <see cref="Configuration.ProtectionKind.IntegrityFault"/> where the table has it.
    /// </summary>
    /// <param name="memory">The memory.</param>
    /// <param name="settings">How often what is kept, and further records.</param>
    /// <exception cref="InvalidOperationException">A step has been taken, or there is a memory already.</exception>
    public void Attach(INonVolatileMemory memory, MemorySettings settings)
    {
        if (Measurement.Started || _memory != null)
            throw new InvalidOperationException("a memory is attached once, before the first step");
        MemoryKeeper keeper = new MemoryKeeper(memory, settings, Protection, Estimation, Contactors, Diagnostics, Balancing, Lifetime);
        keeper.Load();
        Diagnostics.TakeRestored(Protection, Contactors);
        _resumes |= Estimation.AwaitsOffTime;
        Protection.MemoryFailing = keeper.Store.Failing;
        _memory = keeper;
    }

    /// <summary>Counts and freezes what happened in this step, then lets the memory go on.</summary>
    private void Remember(Measurements measurements)
    {
        DiagnosticsStage diagnostics = Diagnostics;
        MemoryKeeper? memory = _memory;
        if (memory != null && !_restartTold)
        {
            _restartTold = true;
            int restored = memory.Store.RestoredCount;
            if (restored > 0)
            {
                diagnostics.Events.Add(EventKind.Restarted, ProtectionStage.LevelWarning, restored, _nowMilliseconds);
                memory.Store.Request(RecordKind.Counters);
            }
        }
        diagnostics.Record(measurements, Measurement, Protection, Contactors, Estimation.Estimator.Soc);
        _stage = ControllerStage.Lifetime;
        Lifetime.Step(measurements, Measurement, Protection, Contactors);
        if (memory == null)
            return;
        _stage = ControllerStage.Diagnostics;
        memory.Step(Measurement.ElapsedMilliseconds, measurements.ShutdownRequested, _nowMilliseconds, _unixMilliseconds, _unixValid);
        Protection.MemoryFailing = memory.Store.Failing;
    }

    /// <summary>A step after the failure: nothing is measured any more, but what happened is written.</summary>
    private void RememberFailure()
    {
        if (!_framesEnded)
        {
            _framesEnded = true;
            _memory?.DistrustEstimation();
            Diagnostics.EndRecord(Protection, _nowMilliseconds, _unixMilliseconds, _unixValid);
        }
        _memory?.Step(0, false, _nowMilliseconds, _unixMilliseconds, _unixValid);
    }
}

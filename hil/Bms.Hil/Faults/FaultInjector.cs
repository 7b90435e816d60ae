using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Core.Measurement;

namespace Bms.Hil.Faults;

/// <summary>
/// Puts a scenario's faults on the measurements of each step, in the order of the list, before the firmware sees them. The same seed
/// gives the same readings.
/// </summary>
public sealed class FaultInjector
{
    private const ulong FirstStream = 0x6661756C7473_0000;

    private readonly ActiveFault[] _faults;

    /// <param name="faults">The faults; physical ones are left to <see cref="PhysicalFaults"/>. Their channels exist in the measurements that will be given.</param>
    /// <param name="seed">Seed of noise and drop-outs.</param>
    public FaultInjector(IReadOnlyList<Fault> faults, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(faults);
        // The stream is the place in the list, so that a fault draws the same whatever stands beside it.
        _faults = [.. faults.Select((fault, index) => (fault, index)).Where(pair => !pair.fault.IsPhysical)
            .Select(pair => new ActiveFault(pair.fault, seed, FirstStream + (ulong)pair.index))];
    }

    /// <summary>Changes one step's measurements, which were filled anew for it.</summary>
    /// <param name="seconds">The scenario's time.</param>
    /// <param name="inputs">The measurements.</param>
    public void Apply(double seconds, Measurements inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        foreach (ActiveFault fault in _faults)
            fault.Apply(seconds, inputs);
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Hil.Plant;

namespace Bms.Hil.Faults;

/// <summary>Puts a scenario's physical faults on what acts on the simulated pack, in the order of the list.</summary>
public sealed class PhysicalFaults
{
    private readonly Fault[] _faults;
    private readonly bool?[] _heldClosed;

    /// <param name="faults">The faults; those of measurements are left to <see cref="FaultInjector"/>.</param>
    public PhysicalFaults(IReadOnlyList<Fault> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        _faults = [.. faults.Where(fault => fault.IsPhysical)];
        _heldClosed = new bool?[_faults.Length];
    }

    /// <summary>Changes what acts during the next step.</summary>
    /// <param name="seconds">The scenario's time.</param>
    /// <param name="contactorsClosed">Whether the main contactors are closed now.</param>
    /// <param name="inputs">What acts.</param>
    public void Apply(double seconds, bool contactorsClosed, ref PlantInputs inputs)
    {
        for (int index = 0; index < _faults.Length; index++)
        {
            Fault fault = _faults[index];
            if (!fault.LastsAt(seconds))
            {
                _heldClosed[index] = null;
                continue;
            }
            double share = fault.ShareAt(seconds);
            switch (fault.Channel)
            {
                case FaultChannel.Contactors:
                    _heldClosed[index] ??= contactorsClosed;
                    inputs.MainClosed = _heldClosed[index]!.Value;
                    break;
                case FaultChannel.Ambient:
                    inputs.AmbientCelsius += fault.Kind == FaultKind.Offset ? fault.Value * share : (fault.Value - inputs.AmbientCelsius) * share;
                    break;
                default:
                    inputs.HeaterWatts = fault.Value * share;
                    break;
            }
        }
    }
}

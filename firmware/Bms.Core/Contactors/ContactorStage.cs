using Bms.Core.Measurement;
using Bms.Core.Protection;

namespace Bms.Core.Contactors;

/// <summary>
/// Decides whether the main contactors are closed. Any trip opens them in the same step; they close only on request, with no trip,
/// and not before every channel of the pack has been seen good at once.
/// </summary>
public sealed class ContactorStage
{
    /// <summary>What the contactors are doing.</summary>
    public ContactorMode Mode { get; private set; }

    /// <summary>True where the main contactors are to be closed.</summary>
    public bool MainClosed => Mode == ContactorMode.Closed;

    /// <summary>Decides for one step.</summary>
    public void Step(MeasurementStage measurement, ProtectionStage protection, bool closeRequested)
    {
        if (protection.AnyTrip)
            Mode = ContactorMode.Tripped;
        else
            Mode = closeRequested && (Mode == ContactorMode.Closed || measurement.Complete) ? ContactorMode.Closed : ContactorMode.Standby;
    }
}

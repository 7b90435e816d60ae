using Bms.Board.Ports;
using Bms.Core;
using Bms.Core.Configuration;
using Bms.Core.Measurement;

namespace Bms.Board.Drivers.Switching;

/// <summary>
/// A measuring chip together with the lines that a board reads: request to close, interlock loop, contactor feedback. A line that is not
/// there leaves its channel invalid; the request to close is then absent.
/// </summary>
public sealed class BoardInputs : IMeasurementSource
{
    private const int MainBit = 1;
    private const int PrechargeBit = 2;

    private readonly IMeasurementSource _chip;

    /// <summary>Makes the inputs around a chip.</summary>
    public BoardInputs(IMeasurementSource chip)
    {
        _chip = chip;
    }

    /// <summary>Active while the vehicle or plant asks for closed contactors.</summary>
    public IDigitalInput? CloseRequest { get; init; }

    /// <summary>Active while the interlock loop is closed: a broken wire reads as open.</summary>
    public IDigitalInput? InterlockClosed { get; init; }

    /// <summary>Active while the main contactor's auxiliary contact says closed.</summary>
    public IDigitalInput? MainFeedback { get; init; }

    /// <summary>
    /// Active while the precharge contactor's says so; null where only the main one has one, and then it is taken for open.
    /// </summary>
    public IDigitalInput? PrechargeFeedback { get; init; }

    /// <summary>Active while service asks for latched trips to end.</summary>
    public IDigitalInput? LatchReset { get; init; }

    /// <inheritdoc/>
    public void Prepare(PackController controller) => _chip.Prepare(controller);

    /// <inheritdoc/>
    public void Measure(Measurements measurements, int nowMilliseconds)
    {
        _chip.Measure(measurements, nowMilliseconds);
        measurements.CloseRequested = Active(CloseRequest);
        measurements.LatchResetRequested = Active(LatchReset);
        Give(measurements, AuxiliaryChannel.InterlockOpen, InterlockClosed != null, Active(InterlockClosed) ? 0 : 1);
        int contacts = (Active(MainFeedback) ? MainBit : 0) | (Active(PrechargeFeedback) ? PrechargeBit : 0);
        Give(measurements, AuxiliaryChannel.ContactorFeedback, MainFeedback != null, contacts);
    }

    private static bool Active(IDigitalInput? line) => line != null && line.Active;

    private static void Give(Measurements measurements, AuxiliaryChannel channel, bool there, int value)
    {
        int index = (int)channel;
        measurements.AuxiliaryValue[index] = value;
        measurements.AuxiliaryAgeMilliseconds[index] = there ? 0 : int.MaxValue;
        measurements.AuxiliaryValid[index] = there;
    }
}

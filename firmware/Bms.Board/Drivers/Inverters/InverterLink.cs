using Bms.Board.Ports;
using Bms.Core;
using Bms.Core.Configuration;
using Bms.Core.Numerics;

namespace Bms.Board.Drivers.Inverters;

/// <summary>
/// Tells an inverter over CAN (11-bit identifiers, 500 kbit/s) what the pack permits and how it is. One set of frames each period, never
/// two sets within 200 ms; a full queue is tried again with the next call. What is not known is not sent, or marked as such where the
/// protocol has a mark (SMA). A charge voltage limit of 0 is never sent: without a sensible one there is no 0x351, and the inverter stops
/// by itself.
/// </summary>
public sealed class InverterLink
{
    /// <summary>Least time between two sets of frames.</summary>
    public const int SpacingMilliseconds = 200;

    private const int LongestPeriodMilliseconds = 30000;
    private const int Frames = 16;
    private const int ReceivesPerCall = 8;
    private const int FromInverter = 0x305;

    private readonly ICanBus _bus;
    private readonly InverterFrames _frames;
    private readonly byte[] _received = new byte[8];
    private readonly int _period;
    private int _next = Frames;
    private bool _began;
    private int _beganAt;
    private bool _heard;
    private int _heardAt;

    /// <summary>Makes the link.</summary>
    public InverterLink(ICanBus bus, PackConfiguration pack, InverterSettings settings)
    {
        _bus = bus;
        _frames = new InverterFrames(pack, settings);
        _period = (int)IntegerMath.Clamp(settings.PeriodMilliseconds, SpacingMilliseconds, LongestPeriodMilliseconds);
    }

    /// <summary>Milliseconds since the inverter last spoke (0x305); −1 for never.</summary>
    public int SilentMilliseconds { get; private set; } = -1;

    /// <summary>Sends what is due. To be called after every step; does not wait.</summary>
    /// <param name="controller">The controller.</param>
    /// <param name="nowMilliseconds">The step's monotonic time.</param>
    public void Send(PackController controller, int nowMilliseconds)
    {
        Listen(nowMilliseconds);
        _frames.Follow(controller, nowMilliseconds);
        int since = unchecked(nowMilliseconds - _beganAt);
        if (_next >= Frames && (!_began || since >= _period || since < 0))
        {
            _began = true;
            _beganAt = nowMilliseconds;
            _next = 0;
        }
        while (_next < Frames)
        {
            int identifier = _frames.Fill(_next, controller);
            if (identifier != 0 && !_bus.Send(identifier, _frames.Bytes, _frames.Count))
                return;
            _next++;
        }
    }

    private void Listen(int now)
    {
        for (int turn = 0; turn < ReceivesPerCall; turn++)
        {
            int identifier = _bus.Receive(_received);
            if (identifier < 0)
                break;
            if (identifier == FromInverter)
            {
                _heard = true;
                _heardAt = now;
            }
        }
        int since = unchecked(now - _heardAt);
        SilentMilliseconds = !_heard ? -1 : since < 0 ? int.MaxValue : since;
    }
}

using System;
using Bms.Core.Measurement;
using Bms.Hil.Plant;

namespace Bms.Hil.Faults;

/// <summary>One fault at work: what it held when it began, and its own random numbers.</summary>
internal sealed class ActiveFault
{
    private const double OneOver2To53 = 1.0 / (1L << 53);

    private readonly Fault _fault;
    private readonly PlantRandom _random;
    private readonly double _scale;
    private int[] _held = [];
    private bool _acting;
    private double _beganSeconds;

    public ActiveFault(Fault fault, ulong seed, ulong stream)
    {
        _fault = fault;
        _random = new PlantRandom(seed, stream);
        _scale = ChannelAccess.ScaleOf(fault.Channel, fault.Index);
    }

    /// <summary>Acts on one step's measurements. Channels are fresh and valid unless a fault before this one changed that.</summary>
    public void Apply(double seconds, Measurements inputs)
    {
        bool lasts = _fault.LastsAt(seconds);
        if (!lasts && !_acting)
            return;
        int count = ChannelAccess.CountOf(_fault.Channel, inputs);
        int first = _fault.Index == Fault.All ? 0 : _fault.Index;
        int end = _fault.Index == Fault.All ? count : _fault.Index + 1;
        if (lasts && !_acting)
            Begin(seconds, inputs, count);
        _acting = lasts;
        for (int index = first; index < end; index++)
        {
            if (lasts)
                Act(index, seconds, inputs);
            else if (_fault.Kind == FaultKind.Stale)
                ChannelAccess.SetAge(_fault.Channel, index, inputs, 0);
        }
    }

    private void Begin(double seconds, Measurements inputs, int count)
    {
        _beganSeconds = seconds;
        _held = new int[count];
        for (int index = 0; index < count; index++)
            _held[index] = ChannelAccess.Value(_fault.Channel, index, inputs);
    }

    private void Act(int index, double seconds, Measurements inputs)
    {
        int reading = ChannelAccess.Value(_fault.Channel, index, inputs);
        switch (_fault.Kind)
        {
            case FaultKind.Stuck:
                Write(index, inputs, _held[index]);
                break;
            case FaultKind.Set:
                Write(index, inputs, _held[index] + (((_fault.Value * _scale) - _held[index]) * _fault.ShareAt(seconds)));
                break;
            case FaultKind.Offset:
                Write(index, inputs, reading + (_fault.Value * _scale * _fault.ShareAt(seconds)));
                break;
            case FaultKind.Gain:
                Write(index, inputs, reading * (1 + _fault.Value));
                break;
            case FaultKind.Noise:
                Write(index, inputs, reading + (_fault.Value * _scale * _random.NextGaussian()));
                break;
            case FaultKind.Lost:
                ChannelAccess.Invalidate(_fault.Channel, index, inputs);
                break;
            case FaultKind.Stale:
                Write(index, inputs, _held[index]);
                ChannelAccess.SetAge(_fault.Channel, index, inputs, (int)Math.Min((seconds - _beganSeconds) * 1000, int.MaxValue));
                break;
            default:
                // One draw a channel and step, lost or not, so that one channel's luck does not depend on another's.
                if ((_random.NextBits() >> 11) * OneOver2To53 < _fault.Value)
                    ChannelAccess.Invalidate(_fault.Channel, index, inputs);
                break;
        }
    }

    private void Write(int index, Measurements inputs, double value) =>
        ChannelAccess.SetValue(_fault.Channel, index, inputs, (int)Math.Clamp(Math.Round(value), int.MinValue, int.MaxValue));
}

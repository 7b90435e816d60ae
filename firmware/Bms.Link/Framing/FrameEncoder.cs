using Bms.Core.Numerics;

namespace Bms.Link.Framing;

/// <summary>Makes the bytes of one frame. Its room is its own and serves for ever; a new frame replaces the old one.</summary>
public sealed class FrameEncoder
{
    private readonly Crc32 _crc = new Crc32();
    private int _length;

    /// <summary>The frame on the wire. Owned by the encoder: read only.</summary>
    public byte[] Wire { get; } = new byte[FrameLayout.MaximumWire];

    /// <summary>How many bytes of <see cref="Wire"/> are the frame; 0 before the first.</summary>
    public int Length => _length;

    /// <summary>Encodes a frame and returns its length on the wire.</summary>
    /// <param name="kind">What the message is, 0…255.</param>
    /// <param name="session">The session, 0…255.</param>
    /// <param name="sequence">The exchange, 0…255.</param>
    /// <param name="part">Which part of the message, with <see cref="FrameLayout.MorePartsFollow"/>.</param>
    /// <param name="payload">Where the payload stands.</param>
    /// <param name="offset">Where it begins.</param>
    /// <param name="count">Its length, at most <see cref="FrameLayout.MaximumPayload"/>; what is beyond is a mistake and gives no frame.</param>
    public int Encode(int kind, int session, int sequence, int part, byte[] payload, int offset, int count)
    {
        _length = 0;
        if (count < 0 || count > FrameLayout.MaximumPayload)
            return 0;
        _crc.Reset();
        Wire[0] = FrameLayout.Flag;
        _length = 1;
        Put(kind);
        Put(session);
        Put(sequence);
        Put(part);
        for (int index = offset; index < offset + count; index++)
            Put(payload[index]);
        int checksum = _crc.Value;
        Stuff(checksum);
        Stuff(checksum >> 8);
        Stuff(checksum >> 16);
        Stuff(checksum >> 24);
        Wire[_length] = FrameLayout.Flag;
        _length++;
        return _length;
    }

    private void Put(int value)
    {
        _crc.AddByte(value);
        Stuff(value);
    }

    private void Stuff(int value)
    {
        int plain = value & 0xFF;
        if (FrameLayout.MustEscape(plain))
        {
            Wire[_length] = FrameLayout.Escape;
            _length++;
            plain ^= FrameLayout.Turn;
        }
        Wire[_length] = (byte)plain;
        _length++;
    }
}

using Bms.Core.Numerics;

namespace Bms.Link.Framing;

/// <summary>
/// Finds frames in a stream of bytes, one byte at a time. What is no whole, sound frame is dropped and counted by its reason; the next
/// flag begins anew, so that nothing that came before a frame can harm it but the frame that it ran into.
/// </summary>
public sealed class FrameDecoder
{
    private readonly Crc32 _crc = new Crc32();
    private readonly byte[] _content = new byte[FrameLayout.MaximumContent];
    private int _length;
    private bool _within;
    private bool _escaped;

    /// <summary>What the last whole frame is, 0…255.</summary>
    public int Kind => _content[0];

    /// <summary>Its session, 0…255.</summary>
    public int Session => _content[1];

    /// <summary>Its exchange, 0…255.</summary>
    public int Sequence => _content[2];

    /// <summary>Which part of its message, with <see cref="FrameLayout.MorePartsFollow"/>.</summary>
    public int Part => _content[3];

    /// <summary>Length of its payload.</summary>
    public int PayloadLength { get; private set; }

    /// <summary>Its checksum.</summary>
    public int Checksum { get; private set; }

    /// <summary>Frames that were whole and sound; may wrap.</summary>
    public int Sound { get; private set; }

    /// <summary>Frames dropped because the checksum did not match; may wrap.</summary>
    public int Damaged { get; private set; }

    /// <summary>Frames dropped because they were too short, too long, or held a byte that no frame holds; may wrap.</summary>
    public int Misshapen { get; private set; }

    /// <summary>
    /// Takes one byte; true where it ended a whole, sound frame. What the frame says stays until the next call.
    /// </summary>
    /// <param name="value">The byte, 0…255.</param>
    public bool Take(int value)
    {
        if (value == FrameLayout.Flag)
            return TakeFlag();
        if (!_within)
            return false;
        // No frame holds these as they are: the line has disturbed it.
        if (value == 0x00 || value == 0x11 || value == 0x13)
        {
            Drop();
            return false;
        }
        if (value == FrameLayout.Escape)
        {
            if (_escaped)
                Drop();
            else
                _escaped = true;
            return false;
        }
        int plain = value;
        if (_escaped)
        {
            _escaped = false;
            plain ^= FrameLayout.Turn;
            if (!FrameLayout.MustEscape(plain))
            {
                Drop();
                return false;
            }
        }
        if (_length == FrameLayout.MaximumContent)
        {
            Drop();
            return false;
        }
        _content[_length] = (byte)plain;
        _length++;
        return false;
    }

    /// <summary>Copies the payload of the last whole frame; the room must hold it.</summary>
    public void CopyPayload(byte[] room, int offset)
    {
        for (int index = 0; index < PayloadLength; index++)
            room[offset + index] = _content[FrameLayout.HeaderLength + index];
    }

    /// <summary>Forgets a frame that has begun, as after a time without bytes.</summary>
    public void Forget()
    {
        _within = false;
        _escaped = false;
        _length = 0;
    }

    private bool TakeFlag()
    {
        int length = _length;
        bool ends = _within && length > 0;
        bool cut = _escaped;
        // One flag may end a frame and begin the next.
        _within = true;
        _escaped = false;
        _length = 0;
        if (!ends)
            return false;
        int end = length - FrameLayout.ChecksumLength;
        if (cut || end < FrameLayout.HeaderLength)
        {
            Misshapen = unchecked(Misshapen + 1);
            return false;
        }
        _crc.Reset();
        _crc.AddBytes(_content, 0, end);
        int checksum = _crc.Value;
        int stated = _content[end] | (_content[end + 1] << 8) | (_content[end + 2] << 16) | (_content[end + 3] << 24);
        if (checksum != stated)
        {
            Damaged = unchecked(Damaged + 1);
            return false;
        }
        PayloadLength = end - FrameLayout.HeaderLength;
        Checksum = checksum;
        Sound = unchecked(Sound + 1);
        return true;
    }

    private void Drop()
    {
        Misshapen = unchecked(Misshapen + 1);
        Forget();
    }
}

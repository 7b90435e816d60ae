namespace Bms.Link.Framing;

/// <summary>
/// How a frame looks on the wire: a flag, the stuffed content, a flag. Stuffing is that of RFC 1662 (an escape byte, then the byte with
/// bit 5 turned round), here for five bytes, so that neither software flow control nor a driver that drops zeros can harm a frame.
/// </summary>
public static class FrameLayout
{
    /// <summary>Begins and ends a frame.</summary>
    public const byte Flag = 0x7E;

    /// <summary>Announces a byte whose bit 5 is turned round.</summary>
    public const byte Escape = 0x7D;

    /// <summary>What an escaped byte is combined with by exclusive or.</summary>
    public const byte Turn = 0x20;

    /// <summary>Kind, session, sequence, part.</summary>
    public const int HeaderLength = 4;

    /// <summary>The CRC-32 behind the payload, lowest byte first.</summary>
    public const int ChecksumLength = 4;

    /// <summary>Most bytes of payload in one frame.</summary>
    public const int MaximumPayload = 88;

    /// <summary>Most bytes of content.</summary>
    public const int MaximumContent = HeaderLength + MaximumPayload + ChecksumLength;

    /// <summary>
    /// Most bytes on the wire, every byte of content escaped: below 200, so that a receive buffer of 256 bytes holds a whole frame and
    /// what a disturbed one before it left.
    /// </summary>
    public const int MaximumWire = 2 + (2 * MaximumContent);

    /// <summary>Most parts of one message.</summary>
    public const int MaximumParts = 8;

    /// <summary>Most bytes of one message.</summary>
    public const int MaximumMessage = MaximumParts * MaximumPayload;

    /// <summary>Set in the part byte where further parts follow; the lower bits count the parts from 0.</summary>
    public const int MorePartsFollow = 0x80;

    /// <summary>Whether a byte of content may not stand on the wire as it is.</summary>
    public static bool MustEscape(int value) => value == Flag || value == Escape || value == 0x00 || value == 0x11 || value == 0x13;
}

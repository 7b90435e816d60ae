using Bms.Core.Configuration;

namespace Bms.Link;

/// <summary>
/// One message's content. A description of the layout serves both directions, as the pack image's does; what is read is judged as a
/// whole, and a message that is too short, too long or out of range is refused.
/// </summary>
public abstract class LinkMessage
{
    private readonly ImageArchive _archive = new ImageArchive(new byte[0], 0, false);
    private bool _outside;

    /// <summary>Writes the content; returns its length, or −1 where the room is too small.</summary>
    public int Write(byte[] bytes)
    {
        _archive.Restart(bytes, 0, bytes.Length, true);
        _outside = false;
        Transfer(_archive);
        return _archive.Overrun || _outside ? -1 : _archive.Position;
    }

    /// <summary>Reads the content; false where it is none, and what the message holds then means nothing.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="length">How many of them are the content.</param>
    public bool Read(byte[] bytes, int length)
    {
        if (length < 0 || length > bytes.Length)
            return false;
        _archive.Restart(bytes, 0, length, false);
        _outside = false;
        Transfer(_archive);
        return !_archive.Overrun && !_outside && _archive.Position == length;
    }

    /// <summary>Walks the fields through an archive.</summary>
    internal abstract void Transfer(ImageArchive archive);

    /// <summary>Walks another message's fields through the archive of this one.</summary>
    private protected void Walk(LinkMessage other, ImageArchive archive)
    {
        other._outside = false;
        other.Transfer(archive);
        if (other._outside)
            _outside = true;
    }

    /// <summary>A value that must lie within a range, else the message is refused.</summary>
    private protected int Within(int value, int lowest, int highest)
    {
        if (value >= lowest && value <= highest)
            return value;
        _outside = true;
        return lowest;
    }

    /// <summary>Counted bytes, their number first.</summary>
    private protected int Run(ImageArchive archive, byte[] bytes, int count)
    {
        int length = Within(archive.Int16(count), 0, bytes.Length);
        for (int index = 0; index < length; index++)
            bytes[index] = (byte)(archive.Byte(bytes[index]) & 0xFF);
        return length;
    }
}

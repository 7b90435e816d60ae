namespace Bms.Core.Configuration;

/// <summary>
/// Walks the bytes of an image, either writing the values that it is handed or reading values in their place, so that one
/// description of the layout serves both directions. Little-endian. Runs off the end set <see cref="Overrun"/> and give 0.
/// </summary>
public sealed class ImageArchive
{
    private byte[] _bytes;
    private bool _writing;
    private int _end;

    /// <summary>Starts at the first byte.</summary>
    /// <param name="bytes">The image, or the room for one.</param>
    /// <param name="end">The first position that is no longer the image's.</param>
    /// <param name="writing">True to write what is handed over, false to read.</param>
    public ImageArchive(byte[] bytes, int end, bool writing)
    {
        _bytes = bytes;
        _end = end;
        _writing = writing;
    }

    /// <summary>Starts again at a byte of other bytes, so that one archive serves for ever.</summary>
    public void Restart(byte[] bytes, int position, int end, bool writing)
    {
        _bytes = bytes;
        _end = end;
        _writing = writing;
        Position = position;
        Overrun = false;
    }

    /// <summary>The next byte's position.</summary>
    public int Position { get; private set; }

    /// <summary>True once something did not fit.</summary>
    public bool Overrun { get; private set; }

    /// <summary>One unsigned byte.</summary>
    public int Byte(int value)
    {
        if (Position >= _end)
        {
            Overrun = true;
            return 0;
        }
        if (_writing)
            _bytes[Position] = (byte)(value & 0xFF);
        int result = _bytes[Position];
        Position++;
        return result;
    }

    /// <summary>One byte, 0 for false; any other value reads as true.</summary>
    public bool Bool(bool value) => Byte(value ? 1 : 0) != 0;

    /// <summary>One signed 16-bit number.</summary>
    public short Int16(int value)
    {
        int low = Byte(value);
        int high = Byte(value >> 8);
        return unchecked((short)(low | (high << 8)));
    }

    /// <summary>One signed 32-bit number.</summary>
    public int Int32(int value)
    {
        int low = Int16(value) & 0xFFFF;
        int high = Int16(value >> 16);
        return low | (high << 16);
    }

    /// <summary>One signed 64-bit number.</summary>
    public long Int64(long value)
    {
        int low = Int32(unchecked((int)value));
        int high = Int32(unchecked((int)(value >> 32)));
        return ((long)high << 32) | (long)unchecked((uint)low);
    }

    /// <summary>A run of signed 16-bit numbers whose count is known beforehand.</summary>
    public short[] Int16Run(short[] values, int count)
    {
        short[] result = new short[count];
        for (int index = 0; index < count; index++)
            result[index] = Int16(index < values.Length ? values[index] : 0);
        return result;
    }

    /// <summary>A run of signed 32-bit numbers whose count is known beforehand.</summary>
    public int[] Int32Run(int[] values, int count)
    {
        int[] result = new int[count];
        for (int index = 0; index < count; index++)
            result[index] = Int32(index < values.Length ? values[index] : 0);
        return result;
    }

    /// <summary>A count, one byte. More than the largest sets <see cref="Overrun"/> and gives 0.</summary>
    public int Count(int value, int largest)
    {
        int count = Byte(value);
        if (count <= largest)
            return count;
        Overrun = true;
        return 0;
    }
}

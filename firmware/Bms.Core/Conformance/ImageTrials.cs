using Bms.Core.Configuration;

namespace Bms.Core.Conformance;

/// <summary>
/// Damages a good pack image in many places, mends its checksum, and folds what the reader says of each: every reason to refuse
/// takes part in the digest.
/// </summary>
public sealed class ImageTrials
{
    private const int HeaderLength = 8;
    private const int ChecksumLength = 4;
    private const int Patterns = 5;

    private readonly DigestFold _digest;

    /// <summary>Prepares to fold into a digest.</summary>
    public ImageTrials(DigestFold digest)
    {
        _digest = digest;
    }

    /// <summary>How many damaged images were nevertheless accepted, because the change kept every value in its range.</summary>
    public int Accepted { get; private set; }

    /// <summary>How many were tried.</summary>
    public int Tried { get; private set; }

    /// <summary>Runs the trials on one image.</summary>
    /// <param name="good">A good image.</param>
    /// <param name="stride">Only every this many bytes are damaged, for a short run.</param>
    public void Run(byte[] good, int stride)
    {
        Try(new byte[3]);
        Try(new byte[PackImage.MaximumLength + 1]);
        for (int position = 0; position < good.Length; position += position < HeaderLength ? 1 : stride)
        {
            for (int pattern = 0; pattern < Patterns; pattern++)
            {
                byte[] image = Copy(good, good.Length);
                image[position] = Damaged(image[position], pattern);
                // Damage to the header and to the checksum itself is tried as it is.
                if (position >= HeaderLength && position < good.Length - ChecksumLength)
                    PackImage.Seal(image);
                Try(image);
            }
        }
        byte[] shorter = Copy(good, good.Length - 2);
        shorter[6] = (byte)(shorter.Length & 0xFF);
        shorter[7] = (byte)(shorter.Length >> 8);
        PackImage.Seal(shorter);
        Try(shorter);
    }

    private static byte Damaged(byte value, int pattern)
    {
        switch (pattern)
        {
            case 0: return 0;
            case 1: return 0xFF;
            case 2: return (byte)(value ^ 0x80);
            case 3: return (byte)(value ^ 0x01);
            default: return (byte)((value + 0x20) & 0xFF);
        }
    }

    private static byte[] Copy(byte[] source, int length)
    {
        byte[] copy = new byte[length];
        for (int index = 0; index < length; index++)
            copy[index] = source[index];
        return copy;
    }

    private void Try(byte[] image)
    {
        PackImage result = PackImage.Read(image);
        Tried++;
        if (result.Configuration != null)
            Accepted++;
        _digest.Add((int)result.Fault);
        _digest.Add(result.Detail);
    }
}

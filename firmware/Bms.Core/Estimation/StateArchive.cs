using Bms.Core.Configuration;
using Bms.Core.Numerics;

namespace Bms.Core.Estimation;

/// <summary>
/// Walks an estimator's state in one of three ways, so that one description of it serves them all: writes it, checks stored bytes
/// against the ranges that the description names without changing anything, or reads them. Only what has been checked may be read.
/// </summary>
/// <remarks>A description is a list of <c>_field = archive.Number(_field, …)</c>; while writing and checking the field gets itself back.</remarks>
public sealed class StateArchive
{
    private readonly ImageArchive _archive = new ImageArchive(new byte[0], 0, false);
    private bool _reading;
    private bool _outside;

    /// <summary>True where values are read: what is derived from them has to be made anew.</summary>
    public bool Reading => _reading;

    /// <summary>True while everything fitted and every checked value was in its range.</summary>
    public bool Sound => !_outside && !_archive.Overrun;

    /// <summary>The next byte's position.</summary>
    public int Position => _archive.Position;

    /// <summary>Begins to write into bytes, from one position up to another.</summary>
    public void BeginWriting(byte[] bytes, int position, int end) => Begin(bytes, position, end, true, false);

    /// <summary>Begins to check bytes, from one position up to another.</summary>
    public void BeginChecking(byte[] bytes, int position, int end) => Begin(bytes, position, end, false, false);

    /// <summary>Begins to read bytes, from one position up to another.</summary>
    public void BeginReading(byte[] bytes, int position, int end) => Begin(bytes, position, end, false, true);

    /// <summary>A number that must be this one, as a layout's version; false where another one is stored.</summary>
    public bool Expect(int value)
    {
        bool same = _archive.Int32(value) == value;
        if (!same)
            _outside = true;
        return same;
    }

    /// <summary>A flag.</summary>
    public bool Flag(bool value) => Whole(value ? 1 : 0, 0, 1) != 0;

    /// <summary>A whole number within a range.</summary>
    public int Whole(int value, int lowest, int highest)
    {
        int stored = _archive.Int32(value);
        if (stored < lowest || stored > highest)
            _outside = true;
        return _reading ? stored : value;
    }

    /// <summary>A long whole number within a range.</summary>
    public long Whole(long value, long lowest, long highest)
    {
        long stored = _archive.Int64(value);
        if (stored < lowest || stored > highest)
            _outside = true;
        return _reading ? stored : value;
    }

    /// <summary>A number of at most a magnitude.</summary>
    public float Number(float value, float largest) => Number(value, -largest, largest);

    /// <summary>A number within a range.</summary>
    public float Number(float value, float lowest, float highest)
    {
        float stored = FloatBits.From(_archive.Int32(FloatBits.Of(value)));
        // Written so that what is no number lies outside.
        if (!(stored >= lowest && stored <= highest))
            _outside = true;
        return _reading ? stored : value;
    }

    private void Begin(byte[] bytes, int position, int end, bool writing, bool reading)
    {
        _archive.Restart(bytes, position, end, writing);
        _reading = reading;
        _outside = false;
    }
}

using Bms.Core.Configuration;

namespace Bms.Core.Measurement;

/// <summary>Judges the inputs that not every board has. A part of them in each step; those that are needed at once can be asked for.</summary>
public sealed class AuxiliarySummary
{
    private const int Period = ProtectionPolicy.SlowPeriodSteps;
    private const int SlowInputMilliseconds = 60000;
    private const int SelfTestMilliseconds = 600000;

    // The charge counter and the read-back are judged by those who use them.
    private const int Judged = (int)AuxiliaryChannel.AfeReadBack;

    private readonly int _there;

    // An age below this is fresh; 0 for an input that the board does not have, so that nothing of it is.
    private readonly uint[] _tooOld = new uint[PackConfiguration.AuxiliaryCount];
    private readonly bool[] _lost = new bool[PackConfiguration.AuxiliaryCount];

    /// <summary>Makes the summary of one pack's inputs.</summary>
    public AuxiliarySummary(PackConfiguration configuration)
    {
        _there = configuration.Auxiliaries;
        MeasurementSettings settings = configuration.Measurement;
        for (int channel = 0; channel < _tooOld.Length; channel++)
        {
            if (((_there >> channel) & 1) != 0)
                _tooOld[channel] = (uint)OldestUsable((AuxiliaryChannel)channel, settings) + 1;
        }
    }

    /// <summary>Inputs of the image that cannot be used.</summary>
    public int LostCount { get; private set; }

    /// <summary>The input that was lost last, as its number.</summary>
    public int LastLost { get; private set; }

    /// <summary>Whether an input is there, valid and fresh in this step.</summary>
    public bool IsUsable(Measurements measurements, AuxiliaryChannel channel)
    {
        int index = (int)channel;
        return measurements.AuxiliaryValid[index] && (uint)measurements.AuxiliaryAgeMilliseconds[index] < _tooOld[index];
    }

    /// <summary>Judges one part of the inputs.</summary>
    internal void Look(int phase, Measurements measurements)
    {
        if (_there == 0)
            return;
        bool[] valid = measurements.AuxiliaryValid;
        int[] ages = measurements.AuxiliaryAgeMilliseconds;
        for (int channel = phase; channel < Judged; channel += Period)
        {
            if (((_there >> channel) & 1) == 0)
                continue;
            bool lost = !valid[channel] || (uint)ages[channel] >= _tooOld[channel];
            if (lost == _lost[channel])
                continue;
            _lost[channel] = lost;
            LostCount += lost ? 1 : -1;
            LastLost = channel;
        }
    }

    private static int OldestUsable(AuxiliaryChannel channel, MeasurementSettings settings)
    {
        switch (channel)
        {
            case AuxiliaryChannel.PressureKilopascals:
                return settings.TemperatureMaximumAgeMilliseconds;
            case AuxiliaryChannel.AfeOpenWires:
            case AuxiliaryChannel.InsulationOhms:
                return SlowInputMilliseconds;
            case AuxiliaryChannel.IntegrityFaults:
                return SelfTestMilliseconds;
            case AuxiliaryChannel.AfeReadBack:
            case AuxiliaryChannel.ChargeCounter:
                return 0;
            default:
                return settings.CurrentMaximumAgeMilliseconds;
        }
    }
}

using Bms.Core.PackState;

namespace Bms.Core.Conformance;

/// <content>What the pack still gives and takes.</content>
public sealed partial class DigestFold
{
    // What is worked out in turns is folded in turns, at another beat, or a step would cost more to fold than to take.
    private const int EnergyPeriodSteps = 29;

    private int _sinceEnergy;

    private void AddEnergy(EnergyStage energy)
    {
        _sinceEnergy++;
        if (_sinceEnergy < EnergyPeriodSteps)
            return;
        _sinceEnergy = 0;
        _crc.AddBool(energy.Valid);
        _crc.AddFloat(energy.RemainingAmpHours);
        _crc.AddFloat(energy.FullAmpHours);
        _crc.AddFloat(energy.RemainingWattHours);
        _crc.AddFloat(energy.FullWattHours);
        _crc.AddFloat(energy.Soe);
        _crc.AddFloat(energy.TimeToEmptySeconds);
        _crc.AddFloat(energy.TimeToFullSeconds);
        _crc.AddFloat(energy.SecondsToEmpty(100000f));
        _crc.AddFloat(energy.SmoothedMilliamps);
        _crc.AddFloat(energy.FullEquivalentCycles);
        _crc.AddLong(energy.In.MicroampHours);
        _crc.AddLong(energy.In.MicrowattHours);
        _crc.AddLong(energy.Out.MicroampHours);
        _crc.AddLong(energy.Out.MicrowattHours);
    }
}

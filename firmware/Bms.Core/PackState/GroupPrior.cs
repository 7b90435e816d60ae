using Bms.Core.Configuration;

namespace Bms.Core.PackState;

/// <summary>What is assumed of any group before it is measured; one object for all of them.</summary>
internal sealed class GroupPrior
{
    /// <summary>Variance of the SOC around the average's.</summary>
    internal readonly float SocVariance;

    /// <summary>Variance of the resistance over the average's.</summary>
    internal readonly float ResistanceVariance;

    /// <summary>Variance of the average capacity over the group's.</summary>
    internal readonly float GainVariance;

    /// <summary>Variance of the voltage channel's error, in volts².</summary>
    internal readonly float OffsetVariance;

    /// <summary>What self-discharge adds to the SOC's variance in a second.</summary>
    internal readonly float DriftVariancePerSecond;

    /// <summary>Takes the settings.</summary>
    internal GroupPrior(PackStateSettings settings)
    {
        float soc = settings.GroupSocPermyriad * 1e-4f;
        float resistance = settings.GroupResistancePermille * 1e-3f;
        float gain = settings.GroupCapacityPermille * 1e-3f;
        float offset = settings.GroupOffsetMicrovolts * 1e-6f;
        float drift = settings.GroupDriftPartsPerMillion * 1e-6f;
        SocVariance = soc * soc;
        ResistanceVariance = resistance * resistance;
        GainVariance = gain * gain;
        OffsetVariance = offset * offset;
        DriftVariancePerSecond = drift * drift;
    }
}

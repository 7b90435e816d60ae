namespace Bms.Core.Configuration;

/// <summary>How far behind the firmware's own limits the AFE's protections stand, and how exactly they are compared.</summary>
public sealed class AfeSettings
{
    /// <summary>Voltages lie this far beyond the table's trip limits; microvolts, 0…500 000.</summary>
    public int MarginMicrovolts { get; init; }

    /// <summary>Currents lie this share beyond the table's trip limits; 1/1000, 0…2 000.</summary>
    public int MarginPermille { get; init; }

    /// <summary>A voltage read back may differ by this, the AFE's own step; microvolts, 0…100 000.</summary>
    public int ToleranceMicrovolts { get; init; }

    /// <summary>A current read back may differ by this share; 1/1000, 0…500.</summary>
    public int TolerancePermille { get; init; }

    /// <summary>The AFE's delay for voltages and over-currents; milliseconds, 0…10 000. A short circuit has none.</summary>
    public int DelayMilliseconds { get; init; }

    /// <summary>Thresholds are read back this often; milliseconds, 1 000…3 600 000 where there is a read-back.</summary>
    public int PeriodMilliseconds { get; init; }
}

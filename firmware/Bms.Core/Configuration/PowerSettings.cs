namespace Bms.Core.Configuration;

/// <summary>How the permitted currents follow from what the pack can do.</summary>
public sealed class PowerSettings
{
    /// <summary>Most temperatures, and most states of charge, of the limit maps.</summary>
    public const int MaximumMapNodes = 8;

    /// <summary>False leaves the permitted currents to the protection table alone.</summary>
    public bool Enabled { get; init; }

    /// <summary>How many sigmas of each doubt a promise leaves as margin, in 1/1000, 500…5000.</summary>
    public int MarginPermille { get; init; }

    /// <summary>One sigma by which a group's resistance may differ from what is known of it, in 1/1000, 0…300.</summary>
    public int ResistanceSpreadPermille { get; init; }

    /// <summary>What counts as continuous, in seconds, 60…3 600.</summary>
    public int ContinuousSeconds { get; init; }

    /// <summary>Whose power is the permitted current: 0 is 2 s, 1 is 10 s, 2 is 30 s, 3 is continuous.</summary>
    public int LimitHorizon { get; init; }

    /// <summary>A permitted current that was reduced comes back over its full range in this time, in milliseconds, 0…600 000.</summary>
    public int RecoveryMilliseconds { get; init; }

    /// <summary>What is left of both limits while a channel is lost or the state of charge is not known, in 1/1000, 0…1000.</summary>
    public int LostPermille { get; init; }

    /// <summary>Over this much above the cell's maximum the permitted charge current falls to nothing, in microvolts, 0 for at once.</summary>
    public int ChargeTaperMicrovolts { get; init; }

    /// <summary>Over this much above the cell's minimum the permitted discharge current falls to nothing, in microvolts, 0 for at once.</summary>
    public int DischargeTaperMicrovolts { get; init; }

    /// <summary>The pressure below which the permitted charge current falls, in kilopascals.</summary>
    public int PressureLowKilopascals { get; init; }

    /// <summary>The pressure above which it falls, in kilopascals; 0 where pressure does not limit.</summary>
    public int PressureHighKilopascals { get; init; }

    /// <summary>Beyond either by this much nothing is left, in kilopascals, 1…100 000.</summary>
    public int PressureBandKilopascals { get; init; }

    /// <summary>Strings in parallel that the limits are for; each that is not closed takes its share away. 1…16.</summary>
    public int Strings { get; init; }

    /// <summary>True where discharging is reduced to the landing current, and not to nothing, before any trip.</summary>
    public bool Degrade { get; init; }

    /// <summary>The landing current, in 1/1000 of the pack's discharge limit, 0…1000.</summary>
    public int LandingPermille { get; init; }

    /// <summary>Charge that is kept for landing, in 1/10 000 of SOC, 0…9 000.</summary>
    public int ReservePermyriad { get; init; }

    /// <summary>Discharging is reduced over this much SOC above the reserve, in 1/10 000, 1…9 000 where it degrades.</summary>
    public int DegradeBandPermyriad { get; init; }

    /// <summary>Temperatures of the maps, in centidegrees, rising; empty for no maps.</summary>
    public short[] MapCentidegrees { get; init; } = new short[0];

    /// <summary>States of charge of the maps, in 1/10 000, rising.</summary>
    public short[] MapSocPermyriad { get; init; } = new short[0];

    /// <summary>Permitted charge current in 1/1000 of the pack's limit, [temperature × states of charge + state of charge].</summary>
    public short[] MapChargePermille { get; init; } = new short[0];

    /// <summary>Permitted discharge current, likewise.</summary>
    public short[] MapDischargePermille { get; init; } = new short[0];
}

namespace Bms.Core.Configuration;

/// <summary>How a charger is led: voltages of one group, currents of the whole pack, and how long each phase may take.</summary>
public sealed class ChargingSettings
{
    /// <summary>Most nodes along each side of the current steps.</summary>
    public const int MaximumStepNodes = 8;

    /// <summary>False gives a charger no targets; it is then never enabled.</summary>
    public bool Enabled { get; init; }

    /// <summary>The voltage that the highest group is charged to, in microvolts; at most the cell's maximum.</summary>
    public int TargetMicrovolts { get; init; }

    /// <summary>This near to the target counts as there, in microvolts, 1 000…50 000.</summary>
    public int WindowMicrovolts { get; init; }

    /// <summary>Below this lowest group the pack counts as deeply discharged, in microvolts.</summary>
    public int PrechargeMicrovolts { get; init; }

    /// <summary>The current for a deeply discharged pack, in 1/1000 of the pack's charge limit, 1…1000.</summary>
    public int PrechargePermille { get; init; }

    /// <summary>It has to rise within this time; milliseconds, at most a day.</summary>
    public int PrechargeMaximumMilliseconds { get; init; }

    /// <summary>Constant current takes at most this long; milliseconds, at most three days.</summary>
    public int CurrentMaximumMilliseconds { get; init; }

    /// <summary>Constant voltage takes at most this long; milliseconds, at most a day.</summary>
    public int VoltageMaximumMilliseconds { get; init; }

    /// <summary>At most this current at the target voltage is the tail, in microamps; at most a twentieth of the capacity an hour.</summary>
    public int TailMicroamps { get; init; }

    /// <summary>The tail lasts this long before the pack is full; milliseconds, 60 000…3 600 000, so that the estimator's anchor sees it.</summary>
    public int TailMilliseconds { get; init; }

    /// <summary>No progress for this long ends a phase; milliseconds, 60 000…7 200 000.</summary>
    public int StallMilliseconds { get; init; }

    /// <summary>A charger that gives nothing for this long is dead; milliseconds, 5 000…3 600 000.</summary>
    public int NoCurrentMilliseconds { get; init; }

    /// <summary>The balancer may go on for this long before the pack is called full; milliseconds, at most a day.</summary>
    public int HoldMilliseconds { get; init; }

    /// <summary>A full pack is charged again at this state of charge, in 1/10 000.</summary>
    public int RechargeSocPermyriad { get; init; }

    /// <summary>Or when its highest group has come down to this, in microvolts; 0 looks at the state of charge alone.</summary>
    public int RechargeMicrovolts { get; init; }

    /// <summary>A charge for storage ends at this state of charge, in 1/10 000.</summary>
    public int StorageSocPermyriad { get; init; }

    /// <summary>Each row of steps holds from this temperature on, centidegrees, rising; colder than the first one nothing is charged.</summary>
    public short[] StepCentidegrees { get; init; } = new short[0];

    /// <summary>Each column of steps holds up to this state of charge, 1/10 000, rising; the last one is 10 000.</summary>
    public short[] StepSocPermyriad { get; init; } = new short[0];

    /// <summary>The current of each step, in 1/1000 of the pack's charge limit, row by row.</summary>
    public short[] StepPermille { get; init; } = new short[0];
}

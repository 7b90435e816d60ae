namespace Bms.Hil.Plant;

/// <summary>What the load asks for.</summary>
public enum PlantLoad
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary><see cref="PlantInputs.LoadAmps"/>, whatever the voltage. A profile is this with a current for each step.</summary>
    Current,

    /// <summary><see cref="PlantInputs.LoadWatts"/> at the pack's terminals, as far as the pack can give them.</summary>
    Power,
}

/// <summary>What acts on the pack during one step. All of it holds over the whole step.</summary>
public struct PlantInputs
{
    public PlantLoad Load { get; set; }

    /// <summary>Amperes, positive charges the pack.</summary>
    public double LoadAmps { get; set; }

    /// <summary>Watts, positive charges the pack.</summary>
    public double LoadWatts { get; set; }

    /// <summary>Whether a charger is there and on. Its current adds to the load's.</summary>
    public bool ChargerOn { get; set; }

    /// <summary>A charger is connected that does what the firmware commands; <see cref="ChargerAmps"/> is the most that it can give.</summary>
    public bool ChargerCommanded { get; set; }

    /// <summary>The voltage of such a charger over what it is commanded.</summary>
    public double ChargerVoltageGain { get; set; }

    /// <summary>The charger's current while no limit is reached, in amperes, at least 0.</summary>
    public double ChargerAmps { get; set; }

    /// <summary>The pack voltage that the charger does not exceed, in volts; 0 means it has no such limit.</summary>
    public double ChargerPackVolts { get; set; }

    /// <summary>The group voltage that the charger does not let any group exceed, in volts; 0 means it has no such limit.</summary>
    public double ChargerGroupVolts { get; set; }

    /// <summary>Below this current, in amperes, at a voltage limit, the charger ends; 0 means it never does by itself.</summary>
    public double ChargerTailAmps { get; set; }

    public bool MainClosed { get; set; }

    public bool PrechargeClosed { get; set; }

    /// <summary>Bit g bleeds group g.</summary>
    public uint BleedMask { get; set; }

    /// <summary>Degrees Celsius.</summary>
    public double AmbientCelsius { get; set; }

    /// <summary>Heat put in from outside, spread evenly over the groups, in watts.</summary>
    public double HeaterWatts { get; set; }

    /// <summary>Heat taken away, likewise, in watts.</summary>
    public double CoolingWatts { get; set; }
}

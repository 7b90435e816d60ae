namespace Bms.Core.Configuration;

/// <summary>The cell's chemistry. It decides which limits the validator accepts; the behaviour itself is in the profile's tables.</summary>
public enum Chemistry
{
    /// <summary>Lithium iron phosphate with graphite.</summary>
    Lfp = 0,

    /// <summary>Nickel manganese cobalt oxide with graphite or silicon–graphite.</summary>
    Nmc = 1,

    /// <summary>Nickel cobalt aluminium oxide with graphite or silicon–graphite.</summary>
    Nca = 2,

    /// <summary>Lithium manganese oxide and its blends.</summary>
    Lmo = 3,

    /// <summary>Lithium titanate anode.</summary>
    Lto = 4,

    /// <summary>Sodium-ion.</summary>
    SodiumIon = 5,

    /// <summary>Semi-solid ternary.</summary>
    SemiSolid = 6,

    /// <summary>All-solid-state with a sulfide electrolyte.</summary>
    SolidSulfide = 7,

    /// <summary>All-solid-state with a polymer electrolyte and LFP, working warm.</summary>
    SolidPolymer = 8,
}

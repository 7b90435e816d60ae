namespace Bms.Core.Configuration;

/// <summary>
/// One cell as the firmware knows it. Tables are indexed [temperature × SOC nodes + SOC] over one common grid and stay scaled
/// 16-bit integers; <c>Estimation.GroupModel</c> decodes them where it interpolates. Immutable once its image has been accepted.
/// </summary>
public sealed class CellProfile
{
    /// <summary>Most nodes of SOC in a table.</summary>
    public const int MaximumSocNodes = 48;

    /// <summary>Most nodes of temperature in a table.</summary>
    public const int MaximumTemperatureNodes = 8;

    /// <summary>Most polarisation branches.</summary>
    public const int MaximumBranches = 3;

    /// <summary>What one unit of <see cref="Ocv"/> is worth.</summary>
    public const int OcvStepMicrovolts = 50;

    /// <summary>What one unit of <see cref="Hysteresis"/> is worth.</summary>
    public const int HysteresisStepMicrovolts = 10;

    /// <summary>What one unit of <see cref="ModelError"/> is worth.</summary>
    public const int ModelErrorStepMicrovolts = 100;

    /// <summary>The coulombic efficiency of a cell that loses no charge.</summary>
    public const int WholeEfficiencyPermyriad = 10000;

    /// <summary>SOC is given in parts of this: 10 000 is full.</summary>
    public const int FullSocPermyriad = 10000;

    /// <summary>The chemistry, for the validator.</summary>
    public Chemistry Chemistry { get; init; }

    /// <summary>Capacity of one cell, in microampere-hours; at most 2 000 Ah.</summary>
    public int CapacityMicroampHours { get; init; }

    /// <summary>The SOC nodes of every table, in 1/10 000, rising from 0 to 10 000.</summary>
    public short[] SocPermyriad { get; init; } = new short[0];

    /// <summary>The temperature nodes of every table, in centidegrees Celsius, rising.</summary>
    public short[] TemperatureCentidegrees { get; init; } = new short[0];

    /// <summary>The open-circuit voltage that the value 0 of <see cref="Ocv"/> stands for, in microvolts.</summary>
    public int OcvBaseMicrovolts { get; init; }

    /// <summary>Open-circuit voltage, mean of both branches, above the base, in 50 µV. Never falls with SOC.</summary>
    public short[] Ocv { get; init; } = new short[0];

    /// <summary>Half the gap between the charge and discharge branches, in 10 µV, not negative; empty where there is none.</summary>
    public short[] Hysteresis { get; init; } = new short[0];

    /// <summary>Rate of the hysteresis state over SOC: dh = rate · |ΔSOC| · (sign of current − h). Whole number, 0…1000.</summary>
    public int HysteresisRate { get; init; }

    /// <summary>What one unit of a resistance table is worth, in nanoohms of one cell: R0 first, then each branch.</summary>
    public int[] ResistanceStepNanoohms { get; init; } = new int[0];

    /// <summary>Ohmic resistance of one cell, in units of its step, positive.</summary>
    public short[] R0 { get; init; } = new short[0];

    /// <summary>Time constants of the polarisation branches, in milliseconds, rising; none to three of them.</summary>
    public int[] TauMilliseconds { get; init; } = new int[0];

    /// <summary>Resistances of the polarisation branches of one cell, a table a branch, in units of each one's step.</summary>
    public short[][] BranchResistance { get; init; } = new short[0][];

    /// <summary>
    /// Curvature c of the polarisation, a value a temperature node, in 1/1000 of 1/C: a branch that carries the filtered rate x drops
    /// R · asinh(c·x)/c. 0 is linear.
    /// </summary>
    public short[] SaturationThousandths { get; init; } = new short[0];

    /// <summary>
    /// Half the gap that opens at once with the sign of the current and holds through rest, a value a temperature node, in 10 µV, not
    /// negative; empty where there is none.
    /// </summary>
    public short[] InstantHysteresis { get; init; } = new short[0];

    /// <summary>
    /// Every resistance while its current charges over the same while it discharges, in 1/1000; the tables of resistances hold for
    /// discharging. Empty where both are alike.
    /// </summary>
    public short[] ChargeResistancePermille { get; init; } = new short[0];

    /// <summary>How much of the charge that goes in can come out again, in 1/10 000: 9 000…10 000.</summary>
    public int CoulombicEfficiencyPermyriad { get; init; } = WholeEfficiencyPermyriad;

    /// <summary>
    /// The model's own error at rest or a vanishing load: one sigma of what stays off for many minutes at this SOC and temperature, in
    /// 100 µV, positive. No noise: no averaging makes it smaller.
    /// </summary>
    public short[] ModelError { get; init; } = new short[0];

    /// <summary>
    /// The part of the model's own error that grows with the overpotential, one sigma in 1/1000 of it, a value a temperature node.
    /// </summary>
    public short[] ModelErrorOverpotentialPermille { get; init; } = new short[0];

    /// <summary>
    /// Constant part of what a filter without a state for the model's error takes as noise, one sigma over one second, in microvolts.
    /// </summary>
    public int UncertaintyMicrovolts { get; init; }

    /// <summary>Part of that noise that grows with the overpotential, in 1/1000 of it.</summary>
    public int UncertaintyOverpotentialPermille { get; init; }

    /// <summary>Part of that noise that stands for an error of the OCV curve along SOC, in 1/10 000 of SOC.</summary>
    public int UncertaintySocPermyriad { get; init; }

    /// <summary>The maker's charge voltage, in microvolts.</summary>
    public int MaximumMicrovolts { get; init; }

    /// <summary>The maker's discharge cut-off, in microvolts.</summary>
    public int MinimumMicrovolts { get; init; }

    /// <summary>The maker's largest continuous charge current of one cell, in milliamps.</summary>
    public int ChargeMilliamps { get; init; }

    /// <summary>The maker's largest continuous discharge current of one cell, in milliamps.</summary>
    public int DischargeMilliamps { get; init; }
}

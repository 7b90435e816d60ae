using System;
using Bms.Core.Measurement;
using Bms.Hil.Plant;
using Bms.Hil.Rigs;

namespace Bms.Hil.Scenarios;

/// <summary>
/// Everything that is known after one step of a scenario: what the firmware was shown, what it answered, and the truth. One object
/// serves all steps of a run.
/// </summary>
public sealed class ScenarioStep
{
    private const double Micro = 1e-6;
    private const double Centi = 0.01;

    /// <param name="inputs">The rig's measurements.</param>
    /// <param name="outputs">The rig's outputs.</param>
    /// <param name="plant">The simulated pack; null where a recording is the source.</param>
    public ScenarioStep(Measurements inputs, RigOutputs outputs, PlantPack? plant)
    {
        Inputs = inputs;
        Outputs = outputs;
        Plant = plant;
    }

    /// <summary>What the firmware was shown, faults included.</summary>
    public Measurements Inputs { get; }

    /// <summary>What it answered.</summary>
    public RigOutputs Outputs { get; }

    /// <summary>The simulated pack, or null.</summary>
    public PlantPack? Plant { get; }

    /// <summary>The scenario's time.</summary>
    public double Seconds { get; private set; }

    /// <summary>True state of charge: of a recording its reference, of a plant the mean of its groups.</summary>
    public double ReferenceSoc { get; private set; }

    /// <summary>Highest valid cell voltage as shown, in volts; NaN where none is valid.</summary>
    public double HighestCellVolts { get; private set; }

    /// <summary>Lowest valid cell voltage as shown, in volts; NaN where none is valid.</summary>
    public double LowestCellVolts { get; private set; }

    /// <summary>Highest valid temperature as shown, in degrees Celsius; NaN where none is valid.</summary>
    public double HighestCelsius { get; private set; }

    /// <summary>Lowest valid temperature as shown, in degrees Celsius; NaN where none is valid.</summary>
    public double LowestCelsius { get; private set; }

    /// <summary>Mean valid cell voltage as shown, in volts; NaN where none is valid.</summary>
    public double MeanCellVolts
    {
        get
        {
            long sum = 0;
            int count = 0;
            for (int group = 0; group < Inputs.CellMicrovolts.Length; group++)
            {
                sum += Inputs.CellValid[group] ? Inputs.CellMicrovolts[group] : 0;
                count += Inputs.CellValid[group] ? 1 : 0;
            }
            return count == 0 ? double.NaN : sum * Micro / count;
        }
    }

    /// <summary>The current as shown, in amperes; NaN where it is not valid.</summary>
    public double Amps => Inputs.PackCurrentValid ? Inputs.PackMicroamps * Micro : double.NaN;

    /// <summary>Takes in the step that the rig has just made.</summary>
    /// <param name="seconds">The scenario's time.</param>
    /// <param name="referenceSoc">True state of charge.</param>
    public void Take(double seconds, double referenceSoc)
    {
        Seconds = seconds;
        ReferenceSoc = referenceSoc;
        (LowestCellVolts, HighestCellVolts) = Range(Inputs.CellMicrovolts, Inputs.CellValid, Micro);
        (LowestCelsius, HighestCelsius) = Range(Inputs.TemperatureCentidegrees, Inputs.TemperatureValid, Centi);
    }

    private static (double Lowest, double Highest) Range(int[] values, bool[] valid, double unit)
    {
        int lowest = int.MaxValue;
        int highest = int.MinValue;
        for (int index = 0; index < values.Length; index++)
        {
            if (!valid[index])
                continue;
            lowest = Math.Min(lowest, values[index]);
            highest = Math.Max(highest, values[index]);
        }
        return lowest > highest ? (double.NaN, double.NaN) : (lowest * unit, highest * unit);
    }
}

using System;

namespace Bms.Hil.Plant;

/// <summary>A constant-current, constant-voltage charger: the largest current up to its own that keeps every voltage limit.</summary>
internal sealed class PlantCharger
{
    /// <summary>Whether it held back because of a voltage limit in the last step.</summary>
    public bool AtVoltageLimit { get; private set; }

    /// <summary>Whether the current fell below the tail; stays so until the charger is switched off.</summary>
    public bool Finished { get; private set; }

    /// <param name="inputs">The charger's settings.</param>
    /// <param name="cells">The groups.</param>
    /// <param name="packVolts">The pack's voltage without current.</param>
    /// <param name="packOhms">The pack's resistance, busbars included.</param>
    /// <param name="loadAmps">What flows besides, positive charges.</param>
    /// <returns>Amperes, at least 0.</returns>
    public double Amps(in PlantInputs inputs, PlantCells cells, double packVolts, double packOhms, double loadAmps)
    {
        if (!inputs.ChargerOn)
        {
            Finished = false;
            AtVoltageLimit = false;
            return 0.0;
        }
        if (Finished)
            return 0.0;
        double allowed = inputs.ChargerAmps;
        if (inputs.ChargerPackVolts > 0.0)
            allowed = Math.Min(allowed, ((inputs.ChargerPackVolts - packVolts) / packOhms) - loadAmps);
        if (inputs.ChargerGroupVolts > 0.0)
        {
            for (int g = 0; g < cells.Groups; g++)
            {
                double behind = inputs.ChargerGroupVolts / cells.BleedDivider(g, inputs.BleedMask);
                allowed = Math.Min(allowed, ((behind - cells.SourceVolts[g]) / cells.OhmicOhms[g]) - loadAmps);
            }
        }
        AtVoltageLimit = allowed < inputs.ChargerAmps;
        allowed = Math.Max(allowed, 0.0);
        if (AtVoltageLimit && allowed < inputs.ChargerTailAmps)
        {
            Finished = true;
            return 0.0;
        }
        return allowed;
    }
}

using System;

namespace Bms.Hil.Plant;

/// <summary>The true parameters of each group: the definition's, with the spread that the seed draws.</summary>
internal sealed class PlantDraw
{
    private const double WithinDeviations = 3.0;
    private const ulong SpreadStream = 1;

    internal PlantDraw(PlantDefinition definition, ulong seed)
    {
        int groups = definition.Groups;
        (CapacityAmpHours, ResistanceScale) = (new double[groups], new double[groups]);
        (StartSoc, SelfDischargeAmps) = (new double[groups], new double[groups]);
        var random = new PlantRandom(seed, SpreadStream);
        PlantSpread spread = definition.Spread;
        double ampHours = definition.Cell.CapacityAmpHours * definition.CapacityFactor * definition.ParallelCells;
        double scale = definition.ResistanceFactor / definition.ParallelCells;
        for (int g = 0; g < groups; g++)
        {
            CapacityAmpHours[g] = ampHours * (1.0 + (spread.CapacityFraction * random.NextGaussianWithin(WithinDeviations)));
            if (g == spread.WeakGroup)
                CapacityAmpHours[g] *= 1.0 - spread.WeakCapacityFraction;
            ResistanceScale[g] = scale * (1.0 + (spread.ResistanceFraction * random.NextGaussianWithin(WithinDeviations)));
            double soc = definition.StartSoc + (spread.StartSoc * random.NextGaussianWithin(WithinDeviations));
            StartSoc[g] = Math.Clamp(soc, 0.0, 1.0);
            double leak = spread.SelfDischargeAmps + (spread.SelfDischargeDeviationAmps * random.NextGaussianWithin(WithinDeviations));
            SelfDischargeAmps[g] = Math.Max(leak, 0.0);
        }
    }

    internal double[] CapacityAmpHours { get; }

    /// <summary>True resistance of the group over the cell file's resistance of one cell.</summary>
    internal double[] ResistanceScale { get; }

    internal double[] StartSoc { get; }

    internal double[] SelfDischargeAmps { get; }
}

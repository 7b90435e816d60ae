using Bms.Core.Configuration;

namespace Bms.Hil.Tests.Balancing;

/// <summary>A configuration with another balancer.</summary>
internal static class Changed
{
    /// <summary>Windows are long, for the plant is stepped in seconds; the voltage strategy has its own floor from the cell.</summary>
    public static PackConfiguration Balancing(PackConfiguration pack, BalancingStrategy strategy, int milliohms, int anchorPermyriad)
    {
        BalancingSettings usual = pack.Balancing;
        return With(pack, new BalancingSettings
        {
            Enabled = true,
            StartMicrovolts = usual.StartMicrovolts,
            StopMicrovolts = usual.StopMicrovolts,
            MinimumCellMicrovolts = usual.MinimumCellMicrovolts,
            MaximumTemperatureCentidegrees = usual.MaximumTemperatureCentidegrees,
            RestMilliseconds = 1_800_000,
            Strategy = strategy,
            AnchorPermyriad = anchorPermyriad,
            BleedMilliohms = milliohms,
            MarginPermille = usual.MarginPermille,
            SmallestPermyriad = usual.SmallestPermyriad,
            WindowMilliseconds = 420_000,
            SettleMilliseconds = 60_000,
            LookMilliseconds = 210_000,
            MostChannels = usual.MostChannels,
            WarmCentidegrees = usual.WarmCentidegrees,
            MinimumSocPermyriad = usual.MinimumSocPermyriad,
        });
    }

    /// <summary>The pack with another balancer.</summary>
    public static PackConfiguration With(PackConfiguration pack, BalancingSettings balancing) => new()
    {
        SeriesGroups = pack.SeriesGroups,
        ParallelCells = pack.ParallelCells,
        TemperatureSensors = pack.TemperatureSensors,
        ChargeLimitMicroamps = pack.ChargeLimitMicroamps,
        DischargeLimitMicroamps = pack.DischargeLimitMicroamps,
        Auxiliaries = pack.Auxiliaries,
        Measurement = pack.Measurement,
        Plausibility = pack.Plausibility,
        Protection = pack.Protection,
        Runaway = pack.Runaway,
        Contactors = pack.Contactors,
        Afe = pack.Afe,
        Balancing = balancing,
        Estimation = pack.Estimation,
        PackState = pack.PackState,
        Power = pack.Power,
        Cell = pack.Cell,
    };
}

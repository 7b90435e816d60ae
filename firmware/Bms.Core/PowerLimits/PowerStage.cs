using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Measurement;
using Bms.Core.PackState;
using Bms.Core.Protection;

namespace Bms.Core.PowerLimits;

/// <summary>What the pack can take and give, and what of it is permitted.</summary>
public sealed class PowerStage
{
    private const int FullPermille = 1000;

    private readonly int _chargeMicroamps;
    private readonly int _dischargeMicroamps;
    private readonly int _chargeMicroampsPerPermille;
    private readonly int _dischargeMicroampsPerPermille;

    /// <summary>Makes the stage for one pack.</summary>
    public PowerStage(PackConfiguration configuration)
    {
        _chargeMicroamps = configuration.ChargeLimitMicroamps;
        _dischargeMicroamps = configuration.DischargeLimitMicroamps;
        _chargeMicroampsPerPermille = _chargeMicroamps / FullPermille;
        _dischargeMicroampsPerPermille = _dischargeMicroamps / FullPermille;
    }

    /// <summary>Largest permitted charge current, in microamps; 0 forbids charging.</summary>
    public int ChargeLimitMicroamps { get; private set; }

    /// <summary>Largest permitted discharge current, a magnitude in microamps; 0 forbids discharging.</summary>
    public int DischargeLimitMicroamps { get; private set; }

    /// <summary>Takes one step.</summary>
    public void Step(MeasurementStage measurement, ProtectionStage protection, EstimationStage estimation, GroupStage groups, HealthStage health)
    {
        ChargeLimitMicroamps = Limit(protection.ChargePermille, _chargeMicroamps, _chargeMicroampsPerPermille);
        DischargeLimitMicroamps = Limit(protection.DischargePermille, _dischargeMicroamps, _dischargeMicroampsPerPermille);
    }

    private static int Limit(int permille, int full, int perPermille) => permille >= FullPermille ? full : permille * perPermille;
}

using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Measurement;
using Bms.Core.Numerics;
using Bms.Core.PackState;

namespace Bms.Core.PowerLimits;

/// <content>What surrounds the promises, and what of them is permitted.</content>
public sealed partial class PowerStage
{
    private const int Full = PermittedCurrent.FullPermille;

    // An SOC that moves by more than this beside what was counted was corrected.
    private const float LargestJump = 0.005f;

    // Of an SOC that is known no better than the second, nobody can say what the pack can do; the first is good enough.
    private const float GoodSigma = 0.12f;
    private const float BadSigma = 0.25f;
    private const float SmallestResistanceSigma = 0.03f;
    private const float LargestResistanceSigma = 0.2f;
    private const float UnknownResistanceSigma = 0.1f;
    private const float SmallestScale = 0.7f;
    private const float LargestScale = 4f;

    private readonly PermittedCurrent _charge;
    private readonly PermittedCurrent _discharge;
    private readonly int _maximumMicrovolts;
    private readonly int _minimumMicrovolts;
    private bool _reserveOpen;
    private int _reservePermille = Full;

    /// <summary>Largest permitted charge current, in microamps; 0 forbids charging.</summary>
    public int ChargeLimitMicroamps => _charge.Microamps;

    /// <summary>Largest permitted discharge current, a magnitude in microamps; 0 forbids discharging.</summary>
    public int DischargeLimitMicroamps => _discharge.Microamps;

    /// <summary>What holds the permitted charge current.</summary>
    public PowerLimitCause ChargeLimitCause => _charge.Cause;

    /// <summary>What holds the permitted discharge current.</summary>
    public PowerLimitCause DischargeLimitCause => _discharge.Cause;

    /// <summary>The maps, the resistances' scale with its doubt, and the model at the average group's place: what one round goes by.</summary>
    private void LookAround(Measurements measurements, EstimationStage estimation, HealthStage health)
    {
        PulseSearch search = _search;
        float soc = estimation.Estimator.Soc;
        _now.Look(soc, estimation.Input.TemperatureCentidegrees);
        search.ModelSigmaVolts = _model.UncertaintyVolts();
        float scale = health.ResistanceRatio;
        float sigma = health.ResistanceRatioSigma > 0f ? health.ResistanceRatioSigma : UnknownResistanceSigma;
        if (estimation.Estimator is AdaptiveKalmanFilter filter)
        {
            scale = 1f + filter.ResistanceError;
            sigma = filter.ResistanceErrorSigma;
        }
        search.Scale = FloatMath.Clamp(scale, SmallestScale, LargestScale);
        sigma = FloatMath.Clamp(sigma, SmallestResistanceSigma, LargestResistanceSigma);
        float spread = _settings.ResistanceSpreadPermille * 1e-3f;
        float model = _model.OverpotentialUncertainty();
        search.RelativeSigma = FloatMath.Sqrt((sigma * sigma) + (spread * spread) + (model * model));
        search.AmpHours = health.CapacityAmpHours > 0f ? health.CapacityAmpHours : _model.CapacityAmpHours;
        LookAtMaps();
        _reserveOpen = measurements.ReserveRequested;
        LookAtReserve();
    }

    private void LookAtMaps()
    {
        PulseSearch search = _search;
        int highest = (int)(_rest.HighestSoc * CellProfile.FullSocPermyriad);
        int lowest = (int)(_rest.LowestSoc * CellProfile.FullSocPermyriad);
        int charge = _chargeMap.Permille(_coldest, highest);
        int discharge = _dischargeMap.Permille(_coldest, lowest);
        if (_hottest != _coldest)
        {
            int hot = _chargeMap.Permille(_hottest, highest);
            charge = hot < charge ? hot : charge;
            hot = _dischargeMap.Permille(_hottest, lowest);
            discharge = hot < discharge ? hot : discharge;
        }
        search.ChargeCap = charge * 1e-3f * _chargeAmps;
        search.ChargeCapCause = charge < Full ? PowerLimitCause.Map : PowerLimitCause.Current;
        search.DischargeCap = discharge * 1e-3f * _dischargeAmps;
        search.DischargeCapCause = discharge < Full ? PowerLimitCause.Map : PowerLimitCause.Current;
    }

    /// <summary>Down to the reserve the discharge is reduced to the landing current; asking for the reserve moves all that to empty.</summary>
    private void LookAtReserve()
    {
        PowerSettings settings = _settings;
        _search.FloorSoc = 0f;
        _reservePermille = Full;
        if (!settings.Degrade)
            return;
        int reserve = _reserveOpen ? 0 : settings.ReservePermyriad;
        _search.FloorSoc = reserve * 1e-4f;
        int above = (int)(_rest.LowestSoc * CellProfile.FullSocPermyriad) - reserve;
        int band = settings.DegradeBandPermyriad;
        if (above >= band || band <= 0)
            return;
        int landing = settings.LandingPermille;
        _reservePermille = above <= 0 ? landing : landing + ((Full - landing) * above / band);
    }

    private void Permit(Measurements measurements, MeasurementStage measurement, EstimationStage estimation)
    {
        PowerSettings settings = _settings;
        PermittedCurrent charge = _charge;
        PermittedCurrent discharge = _discharge;
        if (_ready)
        {
            int horizon = settings.LimitHorizon;
            charge.ReduceTo(ChargeAmps[horizon], (PowerLimitCause)ChargeCause[horizon]);
            discharge.ReduceTo(DischargeAmps[horizon], (PowerLimitCause)DischargeCause[horizon]);
        }
        int known = KnownPermille(measurement, estimation);
        charge.Reduce(known, PowerLimitCause.Validity);
        discharge.Reduce(known, PowerLimitCause.Validity);
        Taper(measurement);
        if (settings.Strings > 1)
        {
            int closed = measurements.ClosedStrings;
            int permille = closed <= 0 ? 0 : closed >= settings.Strings ? Full : closed * Full / settings.Strings;
            charge.Reduce(permille, PowerLimitCause.Strings);
            discharge.Reduce(permille, PowerLimitCause.Strings);
        }
        if (settings.PressureHighKilopascals > 0)
            charge.Reduce(PressurePermille(measurements, measurement), PowerLimitCause.Pressure);
        if (!settings.Degrade)
            return;
        discharge.Reduce(_reservePermille, PowerLimitCause.Reserve);
        discharge.Keep(settings.LandingPermille, PowerLimitCause.Landing);
    }

    /// <summary>Two looks at a channel that is not there: less at once.</summary>
    private int KnownPermille(MeasurementStage measurement, EstimationStage estimation)
    {
        int lost = _settings.LostPermille;
        if (!_ready || !measurement.Complete)
            return lost;
        float sigma = estimation.Estimator.SocSigma;
        if (sigma <= GoodSigma)
            return Full;
        if (sigma >= BadSigma)
            return lost;
        return Full - (int)((Full - lost) * ((sigma - GoodSigma) * (1f / (BadSigma - GoodSigma))));
    }

    private void Taper(MeasurementStage measurement)
    {
        ChannelSummary cells = measurement.Cells;
        if (cells.UsableCount == 0)
            return;
        int beyond = cells.Maximum - _maximumMicrovolts;
        if (beyond > 0)
            _charge.Reduce(Within(_settings.ChargeTaperMicrovolts - beyond, _settings.ChargeTaperMicrovolts), PowerLimitCause.Taper);
        int left = cells.Minimum - _minimumMicrovolts;
        if (left < _settings.DischargeTaperMicrovolts)
            _discharge.Reduce(Within(left, _settings.DischargeTaperMicrovolts), PowerLimitCause.Taper);
    }

    private int PressurePermille(Measurements measurements, MeasurementStage measurement)
    {
        if (!measurement.Auxiliaries.IsUsable(measurements, AuxiliaryChannel.PressureKilopascals))
            return 0;
        int pressure = measurements.AuxiliaryValue[(int)AuxiliaryChannel.PressureKilopascals];
        int band = _settings.PressureBandKilopascals;
        if (pressure < _settings.PressureLowKilopascals)
            return Within(band - (_settings.PressureLowKilopascals - pressure), band);
        if (pressure > _settings.PressureHighKilopascals)
            return Within(band - (pressure - _settings.PressureHighKilopascals), band);
        return Full;
    }

    /// <summary>A part of a band, in 1/1000.</summary>
    private static int Within(int part, int band)
    {
        if (part <= 0 || band <= 0)
            return 0;
        return part >= band ? Full : (int)((long)part * Full / band);
    }
}

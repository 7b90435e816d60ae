using Bms.Core.Charging;
using Bms.Core.Configuration;
using Bms.Core.Diagnostics;
using Bms.Core.Estimation;
using Bms.Core.Numerics;
using Bms.Core.PackState;
using Bms.Core.PowerLimits;
using Bms.Core.Protection;

namespace Bms.Core.Conformance;

/// <summary>Folds everything that a controller shows after a step into a CRC-32, floats by their exact bits.</summary>
public sealed partial class DigestFold
{
    private readonly Crc32 _crc = new Crc32();
    private int _lastChanges;

    /// <summary>The digest so far.</summary>
    public int Value => _crc.Value;

    /// <summary>Adds a number.</summary>
    public void Add(int value) => _crc.AddInt(value);

    /// <summary>Adds a float's bits.</summary>
    public void Add(float value) => _crc.AddFloat(value);

    /// <summary>Adds one controller's state.</summary>
    public void Add(PackController controller)
    {
        Commands commands = controller.Commands;
        _crc.AddInt(Switches(commands));
        _crc.AddInt(commands.ChargeLimitMicroamps);
        _crc.AddInt(commands.DischargeLimitMicroamps);
        AddLevels(controller.Protection);
        _crc.AddByte((int)controller.Contactors.Mode | ((int)controller.Contactors.Fault << 4));
        _crc.AddByte((int)controller.FailedStage);
        _crc.AddInt(controller.Measurement.ElapsedMilliseconds);
        _crc.AddLong(controller.Measurement.ChargeNanocoulombs);
        IStateEstimator estimator = controller.Estimation.Estimator;
        _crc.AddFloat(estimator.Soc);
        _crc.AddFloat(estimator.SocSigma);
        _crc.AddFloat(estimator.PredictedVolts);
        _crc.AddFloat(estimator.CorrectionSoc);
        _crc.AddByte((int)controller.Estimation.Reason);
        _crc.AddLong(controller.Estimation.RemainingMicroampHours);
        if (commands.ChargePhase != ChargePhase.None || commands.CoolingOn)
            AddCharger(commands);
        AddLastEvent(controller.Diagnostics.Events);
        AddEnergy(controller.Energy);
    }

    /// <summary>Only where there is anything to charge or to cool.</summary>
    private void AddCharger(Commands commands)
    {
        _crc.AddByte((int)commands.ChargePhase | (commands.ChargerEnabled ? 16 : 0) | (commands.CoolingOn ? 32 : 0));
        _crc.AddInt(commands.ChargerPackMicrovolts);
        _crc.AddInt(commands.ChargerMicroamps);
    }

    /// <summary>Everything that is on or off, a bit each; of the groups that bleed, where there are many, two share a bit.</summary>
    private static int Switches(Commands commands)
    {
        int bits = (commands.MainContactorsClosed ? 1 : 0)
            | (commands.PrechargeClosed ? 2 : 0)
            | (commands.ZeroCurrentRequested ? 4 : 0)
            | (commands.HeaterOn ? 8 : 0)
            | (commands.AfeReadBackRequested ? 16 : 0);
        bool[] bleeds = commands.BleedGroup;
        for (int group = 0; group < bleeds.Length; group++)
        {
            if (bleeds[group])
                bits ^= 32 << (group % 26);
        }
        return bits;
    }

    /// <summary>Levels are folded where any has changed, or a step would cost more to fold than to take.</summary>
    private void AddLevels(ProtectionStage protection)
    {
        int changes = protection.Changes;
        if (changes == _lastChanges)
            return;
        _lastChanges = changes;
        _crc.AddInt(changes);
        for (int row = 0; row < ProtectionPolicy.RowCount; row++)
        {
            if (protection.Has((ProtectionKind)row))
                _crc.AddByte((protection.Level(row) | (protection.Channel(row) << 2)) & 0xFF);
        }
        _crc.AddLong(protection.LatchedRows);
    }

    /// <summary>Adds what only a filter has.</summary>
    public void Add(ExtendedKalmanFilter filter)
    {
        for (int row = 0; row < 4; row++)
        {
            for (int column = 0; column <= row; column++)
                _crc.AddFloat(filter.Covariance(row, column));
        }
        _crc.AddFloat(filter.Hysteresis);
        _crc.AddFloat(filter.MiddleAmps);
        _crc.AddFloat(filter.SlowAmps);
    }

    /// <summary>Adds what only an adaptive filter has.</summary>
    public void Add(AdaptiveKalmanFilter filter)
    {
        _crc.AddFloat(filter.ErrorVolts);
        _crc.AddFloat(filter.OffsetAmps);
        _crc.AddFloat(filter.ResistanceError);
        _crc.AddFloat(filter.CapacityGain);
        _crc.AddFloat(filter.Hysteresis);
        _crc.AddFloat(filter.OffsetSigmaAmps);
        _crc.AddFloat(filter.ResistanceErrorSigma);
        _crc.AddFloat(filter.CapacityGainSigma);
    }

    /// <summary>Adds what only a sigma-point filter has.</summary>
    public void Add(SigmaPointFilter filter)
    {
        _crc.AddFloat(filter.ErrorVolts);
        _crc.AddFloat(filter.OffsetAmps);
        _crc.AddFloat(filter.ResistanceError);
        _crc.AddFloat(filter.CapacityGain);
        _crc.AddFloat(filter.Hysteresis);
        float[] rows = filter.Root.Rows;
        for (int entry = 0; entry < rows.Length; entry++)
            _crc.AddFloat(rows[entry]);
    }

    /// <summary>Adds what is said of each group.</summary>
    public void Add(GroupStage groups)
    {
        for (int group = 0; group < groups.Soc.Length; group++)
        {
            _crc.AddFloat(groups.Soc[group]);
            _crc.AddFloat(groups.SocSigma[group]);
            _crc.AddFloat(groups.ResistanceFactor[group]);
            _crc.AddFloat(groups.CapacityFactor[group]);
            _crc.AddByte(groups.Known[group] ? 1 : 0);
        }
        _crc.AddByte(groups.WeakestGroup);
        _crc.AddByte(groups.StrongestGroup);
        _crc.AddByte(groups.FullestGroup);
    }

    /// <summary>Adds the power limits.</summary>
    public void Add(PowerStage power)
    {
        for (int horizon = 0; horizon < PulseModel.Horizons; horizon++)
        {
            _crc.AddFloat(power.DischargeAmps[horizon]);
            _crc.AddFloat(power.ChargeAmps[horizon]);
            _crc.AddFloat(power.DischargeWatts[horizon]);
            _crc.AddFloat(power.ChargeWatts[horizon]);
            _crc.AddByte(power.DischargeCause[horizon] | (power.ChargeCause[horizon] << 4));
        }
        _crc.AddByte((int)power.ChargeLimitCause | ((int)power.DischargeLimitCause << 4));
        _crc.AddByte(power.DischargeGroup | (power.ChargeGroup << 4));
    }

    private void AddLastEvent(EventLog events)
    {
        _crc.AddInt(events.Count);
        int last = events.Count - 1;
        if (last < 0)
            return;
        _crc.AddByte((int)events.Kind(last));
        _crc.AddByte((events.Level(last) | (events.Channel(last) << 2)) & 0xFF);
        _crc.AddInt(events.AtMilliseconds(last));
    }
}

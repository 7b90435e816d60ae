using Bms.Core;
using Bms.Core.Protection;

namespace Bms.Board.Drivers.Bq769x2;

/// <content>Its configuration, and what is asked for in one step and taken in a later one.</content>
public sealed partial class Bq76952
{
    private void Configure(int now)
    {
        AfeSecondLine? line = _line;
        if (!_fits || line == null || (_tried && unchecked(now - _triedAt) < RetryMilliseconds && unchecked(now - _triedAt) >= 0))
            return;
        _tried = true;
        _triedAt = now;
        _asked = 0;
        _readBack = false;
        _configured = Note(WriteConfiguration(line));
    }

    private bool WriteConfiguration(AfeSecondLine line)
    {
        if (!_bus.Command(Bq769x2Registers.EnterConfiguration) || !Await(Bq769x2Registers.StatusConfiguring))
            return false;
        Bq769x2Settings settings = _settings;
        bool good = _bus.Command(Bq769x2Registers.CellMask, settings.CellMask, 2)
            && _bus.Command(Bq769x2Registers.DataUnits, settings.CoarseCurrent ? 0x06 : 0x05, 1);
        for (int sensor = 0; sensor < settings.Thermistors && good; sensor++)
            good = _bus.Command(Bq769x2Registers.Thermistor1 + sensor, ThermistorOn, 1);
        good = good && _thresholds.Write(_bus, line);
        return _bus.Command(Bq769x2Registers.LeaveConfiguration) && good && Await(0) && _bus.Command(Bq769x2Registers.SleepDisable);
    }

    private bool Await(int configuring)
    {
        for (int poll = 0; poll < ConfigurePolls; poll++)
        {
            _clock.Wait(1);
            if (_bus.Read(Bq769x2Registers.BatteryStatus, 2) && (_bus.Data[0] & Bq769x2Registers.StatusConfiguring) == configuring)
                return true;
        }
        return false;
    }

    private void TakeAnswer(int now)
    {
        int asked = _asked;
        if (asked == 0)
            return;
        _asked = 0;
        bool charge = asked == Bq769x2Registers.ChargeStatus;
        if (!Note(_bus.TakeAnswer(asked, charge ? 8 : Bq769x2Bus.BufferBytes)))
        {
            _readBackBegun = false;
            return;
        }
        byte[] data = _bus.Data;
        if (charge)
        {
            int whole = data[2] | (data[3] << 8) | (data[4] << 16) | (data[5] << 24);
            long part = data[6] | ((long)data[7] << 8) | ((long)data[8] << 16) | ((long)data[9] << 24);
            long unit = (long)MicrocoulombsPerMilliampHour * (_unitMicroamps / 1000);
            long counted = (whole * unit) + ((part * unit) >> 32);
            int shunt = _settings.ShuntMicroohms;
            _charge = (counted / shunt * 1000) + (counted % shunt * 1000 / shunt);
            _chargeRead = true;
            _chargeFresh = true;
            _chargeAt = _askedAt;
        }
        else if (asked == Bq769x2Registers.EnabledProtectionsA)
        {
            _enabled = data[2];
            _readBackBegun = true;
        }
        else
        {
            _thresholds.Take(data, _enabled);
            _readBack = true;
            _readBackBegun = false;
            _readBackAt = now;
        }
    }

    private void Ask(int now)
    {
        bool stale = _bleedWanted != 0 && unchecked(now - _bleedSentAt) >= BleedMilliseconds;
        if (_bleedWanted != _bleedSent || stale)
        {
            if (Note(_bus.Command(Bq769x2Registers.ActiveCells, _bleedWanted, 2)))
            {
                _bleedSent = _bleedWanted;
                _bleedSentAt = now;
            }
            return;
        }
        Commands? commands = _commands;
        bool due = !_readBack || unchecked(now - _readBackAt) >= ReadBackSpacingMilliseconds;
        int next = Bq769x2Registers.ChargeStatus;
        if (_readBackBegun)
            next = Bq769x2Registers.UnderVoltageThreshold;
        else if (due && (commands == null || commands.AfeReadBackRequested || !_readBack))
            next = Bq769x2Registers.EnabledProtectionsA;
        if (Note(_bus.Command(next)))
        {
            _asked = next;
            _askedAt = now;
        }
    }
}

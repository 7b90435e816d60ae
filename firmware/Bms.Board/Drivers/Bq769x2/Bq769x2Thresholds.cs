using Bms.Core.Configuration;
using Bms.Core.Protection;

namespace Bms.Board.Drivers.Bq769x2;

/// <summary>
/// The chip's own protections between their codes and the core's units. Cell voltages in steps of 50.6 mV, CUV 20…90 and COV 20…110;
/// over-currents in steps of 2 mV over the shunt, OCC 2…62 and OCD1 2…100; short circuit one of sixteen voltages; delays 3.3 ms × (2 +
/// code) (SLUUBY2B, chapter 6 on COV and OCC, and the data memory tables of Protections). A wanted 0 leaves the protection off.
/// </summary>
/// <remarks>
/// What the chip cannot be set to is read back as it is, so that the core finds the difference: an image for this chip has a voltage
/// tolerance of at least 25.3 mV and currents that the chip has. The over-current delays end at 426 ms; a longer one wanted acts sooner. A
/// delay counts as the wanted one where the chip holds the code nearest to it.
/// </remarks>
public sealed class Bq769x2Thresholds
{
    private const int CellStep = 50600;
    private const int ShuntStepMicrovolts = 2000;
    private const int LeastCode = 20;
    private const int MostUnderCode = 90;
    private const int MostOverCode = 110;
    private const int LeastCurrentCode = 2;
    private const int MostChargeCode = 62;
    private const int MostDischargeCode = 100;
    private const int MostCellDelay = 2047;
    private const int MostCurrentDelay = 127;
    private const int EnableShort = 0x80;
    private const int EnableDischarge = 0x20;
    private const int EnableCharge = 0x10;
    private const int EnableOver = 0x08;
    private const int EnableUnder = 0x04;

    private readonly short[] _shortMillivolts = new short[] { 10, 20, 40, 60, 80, 100, 125, 150, 175, 200, 250, 300, 350, 400, 450, 500 };

    private readonly int _shunt;
    private int _delay;
    private int _cellDelay;
    private int _currentDelay;

    /// <summary>Makes the conversion for one shunt.</summary>
    public Bq769x2Thresholds(int shuntMicroohms)
    {
        _shunt = shuntMicroohms > 0 ? shuntMicroohms : 1;
    }

    /// <summary>The thresholds as last read back, by <see cref="AfeThreshold"/>.</summary>
    public int[] ReadBack { get; } = new int[(int)AfeThreshold.Count];

    /// <summary>Writes the wanted thresholds; the chip has to be in its configuration mode.</summary>
    public bool Write(Bq769x2Bus bus, AfeSecondLine line)
    {
        int over = line.Wanted(AfeThreshold.OverVoltageMicrovolts);
        int under = line.Wanted(AfeThreshold.UnderVoltageMicrovolts);
        int charge = line.Wanted(AfeThreshold.OverCurrentChargeMicroamps);
        int discharge = line.Wanted(AfeThreshold.OverCurrentDischargeMicroamps);
        int shortCircuit = line.Wanted(AfeThreshold.ShortCircuitMicroamps);
        _delay = line.Wanted(AfeThreshold.DelayMilliseconds);
        _cellDelay = DelayCode(_delay, MostCellDelay);
        _currentDelay = DelayCode(_delay, MostCurrentDelay);
        int enabled = (over > 0 ? EnableOver : 0) | (under > 0 ? EnableUnder : 0) | (charge > 0 ? EnableCharge : 0)
            | (discharge > 0 ? EnableDischarge : 0) | (shortCircuit > 0 ? EnableShort : 0);
        int at = Bq769x2Registers.UnderVoltageThreshold;
        return bus.Command(at, Code(under, CellStep, LeastCode, MostUnderCode), 1)
            && bus.Command(at + 1, _cellDelay, 2)
            && bus.Command(at + 3, Code(over, CellStep, LeastCode, MostOverCode), 1)
            && bus.Command(at + 4, _cellDelay, 2)
            && bus.Command(at + 11, Code(ShuntMicrovolts(charge), ShuntStepMicrovolts, LeastCurrentCode, MostChargeCode), 1)
            && bus.Command(at + 12, _currentDelay, 1)
            && bus.Command(at + 13, Code(ShuntMicrovolts(discharge), ShuntStepMicrovolts, LeastCurrentCode, MostDischargeCode), 1)
            && bus.Command(at + 14, _currentDelay, 1)
            && bus.Command(at + 17, ShortCode(ShuntMicrovolts(shortCircuit)), 1)
            && bus.Command(Bq769x2Registers.EnabledProtectionsA, enabled, 1);
    }

    /// <summary>Takes the block of thresholds as it was read from data memory.</summary>
    /// <param name="data">The transfer; the block begins at index 2.</param>
    /// <param name="enabled">The enabled protections.</param>
    public void Take(byte[] data, int enabled)
    {
        int[] back = ReadBack;
        back[(int)AfeThreshold.UnderVoltageMicrovolts] = (enabled & EnableUnder) != 0 ? data[2] * CellStep : 0;
        back[(int)AfeThreshold.OverVoltageMicrovolts] = (enabled & EnableOver) != 0 ? data[5] * CellStep : 0;
        back[(int)AfeThreshold.OverCurrentChargeMicroamps] = (enabled & EnableCharge) != 0 ? Microamps(data[13] * ShuntStepMicrovolts) : 0;
        bool discharge = (enabled & EnableDischarge) != 0;
        back[(int)AfeThreshold.OverCurrentDischargeMicroamps] = discharge ? Microamps(data[15] * ShuntStepMicrovolts) : 0;
        int code = data[19];
        bool hasShort = (enabled & EnableShort) != 0 && code < _shortMillivolts.Length;
        back[(int)AfeThreshold.ShortCircuitMicroamps] = hasShort ? Microamps(_shortMillivolts[code] * 1000) : 0;
        int under = data[3] | (data[4] << 8);
        int over = data[6] | (data[7] << 8);
        int delay = _delay;
        delay = Odd(delay, under, _cellDelay, enabled & EnableUnder);
        delay = Odd(delay, over, _cellDelay, enabled & EnableOver);
        delay = Odd(delay, data[14], _currentDelay, enabled & EnableCharge);
        back[(int)AfeThreshold.DelayMilliseconds] = Odd(delay, data[16], _currentDelay, enabled & EnableDischarge);
    }

    private int ShuntMicrovolts(int microamps) => (int)((long)microamps * _shunt / 1000000);

    private int Microamps(int microvolts)
    {
        long value = (long)microvolts * 1000000 / _shunt;
        return value > int.MaxValue ? int.MaxValue : (int)value;
    }

    private static int Code(int value, int step, int least, int most)
    {
        int code = (value + (step / 2)) / step;
        return code < least ? least : code > most ? most : code;
    }

    private int ShortCode(int microvolts)
    {
        int best = 0;
        for (int code = 1; code < _shortMillivolts.Length; code++)
        {
            if (Away(_shortMillivolts[code], microvolts) < Away(_shortMillivolts[best], microvolts))
                best = code;
        }
        return best;
    }

    private static int Away(int millivolts, int microvolts)
    {
        int away = (millivolts * 1000) - microvolts;
        return away < 0 ? -away : away;
    }

    private static int DelayCode(int milliseconds, int most)
    {
        // 3.3 ms × (2 + code), to the nearest; code 0 would switch the protection off.
        int code = (((milliseconds * 10) + 16) / 33) - 2;
        return code < 1 ? 1 : code > most ? most : code;
    }

    private static int Odd(int delay, int code, int wanted, int enabled) =>
        enabled == 0 || code == wanted ? delay : (33 * (2 + code)) / 10;
}

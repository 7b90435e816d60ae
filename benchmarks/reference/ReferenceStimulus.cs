using Bms.Core.Configuration;
using Bms.Core.Conformance;

namespace Bms.Reference;

/// <summary>
/// Seeded inputs for an estimator, made of integers only: current in blocks over a crude cell (a line for its OCV and a resistor) that
/// is charged and discharged from end to end, its voltage noisy and at times far off.
/// </summary>
internal sealed class ReferenceStimulus
{
    private const int EmptyMicrovolts = 3_000_000;
    private const int MicrovoltsPerPermille = 1200;
    private const int MicroohmsOfOneCell = 40_000;

    private readonly StimulusNumbers _numbers;
    private readonly bool _irregular;
    private readonly int _parallel;
    private readonly long _capacityNanocoulombs;
    private long _charge;
    private int _step;
    private int _milliamps;
    private int _offMicrovolts;
    private int _centidegrees = 2500;

    /// <param name="configuration">The pack whose capacity is charged and discharged.</param>
    /// <param name="seed">Where the numbers start.</param>
    /// <param name="irregular">
    /// True for everything that recordings do: uneven steps, time standing still, gaps of hours, channels lost, charge that is not
    /// current times time. False for steps of 100 ms with every channel there.
    /// </param>
    public ReferenceStimulus(PackConfiguration configuration, int seed, bool irregular)
    {
        _numbers = new StimulusNumbers(seed);
        _irregular = irregular;
        _parallel = configuration.ParallelCells;
        _capacityNanocoulombs = configuration.Cell.CapacityMicroampHours * 3_600_000L * _parallel;
        _charge = _capacityNanocoulombs / 2;
    }

    /// <summary>Makes the next inputs.</summary>
    public void Fill(ReferenceInput[] inputs)
    {
        for (int index = 0; index < inputs.Length; index++)
            inputs[index] = Next();
    }

    private ReferenceInput Next()
    {
        _step++;
        Drive();
        int elapsed = _irregular ? IrregularMilliseconds() : 100;
        // In an hour of full current the crude cell would leave its range many times over.
        int microamps = (elapsed > 100_000 ? _milliamps / 100 : _milliamps) * 1000;
        long charge = (long)microamps * elapsed;
        if (_irregular && _step % 5 == 0)
            charge += charge / 64;
        // Now and then the drive goes on past empty or full, as a wrong capacity makes it seem.
        bool beyond = _charge + charge < 0 || _charge + charge > _capacityNanocoulombs;
        if (!beyond)
            _charge += charge;
        else if (_numbers.Below(8) == 0)
            _milliamps = -_milliamps;
        int permille = (int)(_charge / (_capacityNanocoulombs / 1000));
        int drop = (int)((long)microamps * MicroohmsOfOneCell / _parallel / 1_000_000);
        return new ReferenceInput
        {
            ChargeNanocoulombs = charge,
            ElapsedMilliseconds = elapsed,
            MeanMicroamps = microamps,
            CellMicrovolts = EmptyMicrovolts + (permille * MicrovoltsPerPermille) + drop + _offMicrovolts + _numbers.Around(2000),
            TemperatureCentidegrees = _centidegrees,
            CurrentKnown = _irregular && _step % 101 == 100 ? 0 : 1,
            VoltageKnown = _irregular && _step % 29 == 28 ? 0 : 1,
        };
    }

    private void Drive()
    {
        if (_step % 24 == 0)
            _milliamps = _numbers.Below(6) == 0 ? 0 : _numbers.Around(6000) * _parallel;
        if (_step % 400 == 0)
            _centidegrees = 1500 + _numbers.Around(4000);
        if (_step % 5000 == 0)
            _offMicrovolts = _numbers.Below(4) == 0 ? _numbers.Around(30000) * 10 : 0;
    }

    private int IrregularMilliseconds()
    {
        if (_step % 4999 == 0)
            return 7_200_000;
        if (_step % 997 == 0)
            return 90_000;
        if (_step % 71 == 0)
            return 0;
        return _step % 3 == 0 ? 1 + _numbers.Below(3000) : 1000;
    }
}

namespace Bms.Board.Drivers.Thermistors;

/// <summary>
/// A thermistor's temperature from its share of a divider's voltage: thermistor to ground, fixed resistor to the reference, both measured
/// by the same converter, so that the reference cancels out.
/// </summary>
public sealed class NtcTable
{
    /// <summary>The ratio of a whole reference.</summary>
    public const int FullRatio = 65536;

    /// <summary>What <see cref="Read"/> says of an open or shorted thermistor.</summary>
    public const int NotPossible = int.MinValue;

    private readonly int[] _ratio;
    private readonly int[] _centidegrees;

    /// <summary>Makes a table; the thermistor's resistances fall as the temperatures rise.</summary>
    /// <param name="centidegrees">Temperatures, rising; at least two.</param>
    /// <param name="ohms">The resistance at each of them.</param>
    /// <param name="fixedOhms">The resistor to the reference.</param>
    public NtcTable(int[] centidegrees, int[] ohms, int fixedOhms)
    {
        _centidegrees = centidegrees;
        _ratio = new int[ohms.Length];
        for (int index = 0; index < ohms.Length; index++)
            _ratio[index] = (int)((long)FullRatio * ohms[index] / ((long)ohms[index] + fixedOhms));
    }

    /// <summary>
    /// Semitec 103AT-2: 10 kΩ, B(25/85) 3435 K ± 1 %, with the R–T values of its data sheet (AT series, P12-13) from −50 to 110 °C.
    /// </summary>
    /// <param name="fixedOhms">The resistor to the reference.</param>
    public static NtcTable Semitec103At2(int fixedOhms) => new NtcTable(
        new int[] { -5000, -4000, -3000, -2000, -1000, 0, 1000, 2000, 2500, 3000, 4000, 5000, 6000, 7000, 8000, 8500, 9000, 10000, 11000 },
        new int[]
        {
            329500, 188500, 111300, 67770, 42470, 27280, 17960, 12090, 10000, 8313, 5827, 4160, 3020, 2228, 1668, 1451, 1266, 973, 758,
        },
        fixedOhms);

    /// <summary>
    /// Any 10 kΩ thermistor with B = 3435 K: R = 10 kΩ · exp(3435 K · (1/T − 1/298.15 K)), computed at each 10 °C from −40 to 110 °C.
    /// </summary>
    /// <param name="fixedOhms">The resistor to the reference.</param>
    public static NtcTable B3435(int fixedOhms) => new NtcTable(
        new int[] { -4000, -3000, -2000, -1000, 0, 1000, 2000, 2500, 3000, 4000, 5000, 6000, 7000, 8000, 9000, 10000, 11000 },
        new int[] { 248277, 135452, 77523, 46290, 28704, 18410, 12171, 10000, 8269, 5759, 4101, 2981, 2207, 1662, 1272, 987, 776 },
        fixedOhms);

    /// <summary>
    /// The temperature in centidegrees; <see cref="NotPossible"/> beyond the table, where the thermistor is open or shorted.
    /// </summary>
    /// <param name="measured">What stands over the thermistor, in any unit.</param>
    /// <param name="reference">What stands over both, in the same unit; 0…2²⁰.</param>
    public int Read(int measured, int reference)
    {
        int last = _ratio.Length - 1;
        if (reference <= 0 || measured < 0 || measured > reference)
            return NotPossible;
        int ratio = (int)((long)measured * FullRatio / reference);
        int[] ratios = _ratio;
        if (ratio > ratios[0] || ratio < ratios[last])
            return NotPossible;
        int low = 0;
        int high = last;
        while (high - low > 1)
        {
            int middle = (low + high) / 2;
            if (ratios[middle] >= ratio)
                low = middle;
            else
                high = middle;
        }
        int span = ratios[low] - ratios[high];
        int within = ratios[low] - ratio;
        int step = _centidegrees[high] - _centidegrees[low];
        return span <= 0 ? NotPossible : _centidegrees[low] + (int)((long)step * within / span);
    }
}

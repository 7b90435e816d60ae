namespace Bms.Board.Drivers.Ltc681x;

/// <summary>
/// Finds open wires from two measurements, one with current driven into the inputs and one with it drawn out (LTC6811 data sheet rev. C,
/// open wire check): C(0) is open where cell 1 reads 0 when pulled up; C(n) where cell n+1 reads more than 400 mV less when pulled up than
/// when pulled down; the top one where the last cell reads 0 when pulled down.
/// </summary>
/// <remarks>Where a chip has fewer than twelve groups, its unused inputs are tied to the top one, which is then the last that is
/// judged.</remarks>
public static class OpenWires
{
    private const int LeastDrop = 4000;

    /// <summary>The open wires of one chip; bit n is C(n).</summary>
    /// <param name="up">Cells when pulled up, 100 µV.</param>
    /// <param name="down">Cells when pulled down, 100 µV.</param>
    /// <param name="offset">Where the chip's cells begin in both.</param>
    /// <param name="groups">How many it has.</param>
    public static int Find(int[] up, int[] down, int offset, int groups)
    {
        int open = up[offset] == 0 ? 1 : 0;
        for (int wire = 1; wire < groups; wire++)
        {
            if (up[offset + wire] - down[offset + wire] < -LeastDrop)
                open |= 1 << wire;
        }
        return down[offset + groups - 1] == 0 ? open | (1 << groups) : open;
    }
}

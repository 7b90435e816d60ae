using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Estimation;

/// <summary>Looking the voltage up: right at rest, honest where it cannot know.</summary>
public sealed class OcvLookupTests
{
    [Fact]
    public void At_rest_it_inverts_the_table_and_says_why()
    {
        PackConfiguration pack = PackBench.Pack(2);
        var cell = new ReferenceCell(pack, 0.5);
        var lookup = new OcvLookup(new GroupModel(pack));
        for (int permille = 0; permille <= 1000; permille += 5)
        {
            if (permille is > 370 and < 630)
                continue;
            lookup.Step(Input((int)(cell.Ocv(permille * 1e-3, 25.0) * 1e6), 0, true));
            Assert.Equal(permille * 1e-3f, lookup.Soc, 2e-4f);
            Assert.Equal(CorrectionReason.OcvAtRest, lookup.Reason);
        }
    }

    [Fact]
    public void On_a_plateau_two_sigmas_cover_the_whole_plateau()
    {
        PackConfiguration pack = PackBench.Pack(2);
        var cell = new ReferenceCell(pack, 0.5);
        var lookup = new OcvLookup(new GroupModel(pack));
        // The level stretch from 37.5 to 62.5 %, measured with up to a millivolt of error either way.
        for (int error = -1000; error <= 1000; error += 50)
        {
            lookup.Step(Input((int)(cell.Ocv(0.5, 25.0) * 1e6) + error, 0, true));
            Assert.InRange(lookup.Soc - (2f * lookup.SocSigma), -1f, 0.375f);
            Assert.InRange(lookup.Soc + (2f * lookup.SocSigma), 0.625f, 2f);
        }
    }

    [Fact]
    public void Away_from_the_plateau_the_bound_is_the_uncertainty_over_the_slope()
    {
        PackConfiguration pack = PackBench.Pack(1);
        var lookup = new OcvLookup(new GroupModel(pack));
        lookup.Step(Input((int)(new ReferenceCell(pack, 0.5).Ocv(0.2, 25.0) * 1e6), 0, true));
        // 20 mV over 4 000 steps of 50 µV in an eighth of the range.
        Assert.Equal(0.02f / 1.6f, lookup.SocSigma, 1e-4f);
    }

    [Fact]
    public void Under_load_it_takes_the_ohmic_drop_off_and_widens_its_bound()
    {
        PackConfiguration pack = PackBench.Pack(0);
        var cell = new ReferenceCell(pack, 0.8);
        var lookup = new OcvLookup(new GroupModel(pack));
        double volts = cell.Step(-2.0, 0.001, 25.0);
        lookup.Restart(0.8f, 0.1f);
        lookup.Step(Input((int)(volts * 1e6), -2000000, false));
        Assert.Equal(0.8f, lookup.Soc, 1e-3f);
        Assert.Equal(CorrectionReason.OcvUnderLoad, lookup.Reason);

        var branched = new OcvLookup(new GroupModel(PackBench.Pack(3)));
        branched.Step(Input(4000000, 0, true));
        float rest = branched.SocSigma;
        branched.Step(Input(4000000, -2000000, false));
        Assert.True(branched.SocSigma > rest);
    }

    [Fact]
    public void Without_voltage_or_current_it_stays_where_it_is()
    {
        var lookup = new OcvLookup(new GroupModel(PackBench.Pack(2)));
        lookup.Restart(0.4f, 0.1f);
        EstimatorInput input = Input(4100000, 0, true);
        input.VoltageKnown = false;
        lookup.Step(input);
        Assert.Equal(0.4f, lookup.Soc);
        input = Input(4100000, 0, true);
        input.CurrentKnown = false;
        lookup.Step(input);
        Assert.Equal(0.4f, lookup.Soc);
        Assert.Equal(CorrectionReason.None, lookup.Reason);
    }

    [Theory]
    [InlineData(500000, 0f)]
    [InlineData(4999999, 1f)]
    public void Voltages_beyond_the_table_give_its_ends(int microvolts, float expected)
    {
        var lookup = new OcvLookup(new GroupModel(PackBench.Pack(2)));
        lookup.Step(Input(microvolts, 0, true));
        Assert.Equal(expected, lookup.Soc);
        Assert.InRange(lookup.SocSigma, 0.001f, 0.5f);
    }

    private static EstimatorInput Input(int microvolts, int microamps, bool resting) => new()
    {
        ElapsedMilliseconds = 1000,
        ChargeNanocoulombs = microamps * 1000L,
        MeanMicroamps = microamps,
        CurrentKnown = true,
        VoltageKnown = true,
        CellMicrovolts = microvolts,
        TemperatureCentidegrees = 2500,
        Resting = resting,
    };
}

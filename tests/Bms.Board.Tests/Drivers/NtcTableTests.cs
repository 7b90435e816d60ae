using System;
using Bms.Board.Drivers.Thermistors;
using Xunit;

namespace Bms.Board.Tests.Drivers;

/// <summary>Thermistor tables against the values that they are made of and against the formula.</summary>
public sealed class NtcTableTests
{
    /// <summary>Semitec's data sheet for 103AT.</summary>
    [Theory]
    [InlineData(-4000, 188_500)]
    [InlineData(-2000, 67_770)]
    [InlineData(0, 27_280)]
    [InlineData(2500, 10_000)]
    [InlineData(6000, 3_020)]
    [InlineData(8500, 1_451)]
    public void The_data_sheets_points_are_met(int centidegrees, int ohms) =>
        Assert.InRange(NtcTable.Semitec103At2(10_000).Read(Counts(ohms), 30_000) - centidegrees, -25, 25);

    [Fact]
    public void Between_its_points_the_table_stays_close_to_the_formula()
    {
        NtcTable table = NtcTable.B3435(10_000);
        double worst = 0;
        for (double celsius = -39; celsius <= 109; celsius += 0.5)
        {
            double ohms = 10_000 * Math.Exp(3435 * ((1 / (celsius + 273.15)) - (1 / 298.15)));
            worst = Math.Max(worst, Math.Abs((table.Read(Counts(ohms), 30_000) / 100.0) - celsius));
        }
        Assert.InRange(worst, 0.01, 0.8);
    }

    [Theory]
    [InlineData(30_000)]
    [InlineData(0)]
    [InlineData(30_001)]
    [InlineData(-5)]
    public void Open_and_shorted_thermistors_have_no_temperature(int measured)
    {
        Assert.Equal(NtcTable.NotPossible, NtcTable.Semitec103At2(10_000).Read(measured, 30_000));
        Assert.Equal(NtcTable.NotPossible, NtcTable.B3435(10_000).Read(measured, 30_000));
        Assert.Equal(NtcTable.NotPossible, NtcTable.B3435(10_000).Read(15_000, 0));
    }

    private static int Counts(double ohms) => (int)Math.Round(30_000 * ohms / (ohms + 10_000));
}

using System;
using Bms.Hil.Identification;
using Xunit;

namespace Bms.Hil.Tests.Identification;

/// <summary>The fits on data whose parameters are known.</summary>
public sealed class ThermalFitTests
{
    [Fact]
    public void TheFitFindsTheParametersThatMadeTheData()
    {
        ThermalRecording first = Make(40.0, 0.07, watts: 1.5);
        ThermalRecording second = Make(40.0, 0.07, watts: 4.0);
        ThermalFit fit = ThermalFit.Fit([first, second]);
        Assert.Equal(40.0, fit.JoulesPerKelvin, 1e-3);
        Assert.Equal(0.07, fit.WattsPerKelvin, 1e-5);
        Assert.True(fit.RmsCelsius < 1e-4);
    }

    [Fact]
    public void TooLittleIsRefused()
    {
        Assert.Throws<BadInputException>(() => ThermalFit.Fit([]));
        Assert.Throws<BadInputException>(() => ThermalFit.Fit([new ThermalRecording([0.0, 1.0], [0.0, 1.0], [20.0, 20.0], [20.0, 20.0])]));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.015)]
    public void TwoRatesGiveTheOpenCircuitVoltageAndTheResistance(double fallPerKelvin)
    {
        var cell = new RateExtrapolation(Discharge(-3.0, 28.0, fallPerKelvin), Discharge(-6.0, 36.0, fallPerKelvin), fallPerKelvin, 50);
        for (double ampHours = 0.1; ampHours < 2.4; ampHours += 0.3)
        {
            Assert.Equal(4.2 - (0.4 * ampHours), cell.OcvVoltsAt(ampHours), 1e-3);
            Assert.Equal(0.04 * Math.Exp(-10.0 * fallPerKelvin), cell.OhmsAt(ampHours, 35.0), 1e-4);
        }
    }

    [Fact]
    public void TwoDischargesAtOneRateAreRefused() =>
        Assert.Throws<BadInputException>(() => new RateExtrapolation(Discharge(-3.0, 25.0, 0.0), Discharge(-3.1, 25.0, 0.0), 0.0, 50));

    private static DischargeRecording Discharge(double amps, double celsius, double fallPerKelvin)
    {
        int rows = (int)(2.5 * 3600.0 / -amps);
        var seconds = new double[rows];
        var current = new double[rows];
        var volts = new double[rows];
        var temperature = new double[rows];
        for (int k = 0; k < rows; k++)
        {
            (seconds[k], current[k], temperature[k]) = (k, amps, celsius);
            volts[k] = 4.2 - (0.4 * k * -amps / 3600.0) + (amps * 0.04 * Math.Exp(-fallPerKelvin * (celsius - 25.0)));
        }
        return new DischargeRecording(seconds, current, volts, temperature);
    }

    /// <summary>An hour of heat, an hour of none; written with the closed form, not with the code under test.</summary>
    private static ThermalRecording Make(double joulesPerKelvin, double wattsPerKelvin, double watts)
    {
        const int Rows = 720;
        var (seconds, heat, temperature, ambient) = (new double[Rows], new double[Rows], new double[Rows], new double[Rows]);
        double tau = joulesPerKelvin / wattsPerKelvin;
        double top = watts / wattsPerKelvin;
        for (int k = 0; k < Rows; k++)
        {
            double t = 10.0 * k;
            double half = 10.0 * (Rows / 2);
            (seconds[k], ambient[k], heat[k]) = (t, 20.0, k <= Rows / 2 ? watts : 0.0);
            double rise = t <= half ? 1.0 - Math.Exp(-t / tau) : (1.0 - Math.Exp(-half / tau)) * Math.Exp(-(t - half) / tau);
            temperature[k] = 20.0 + (top * rise);
        }
        return new ThermalRecording(seconds, heat, temperature, ambient);
    }
}

using System;
using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Tests.Support;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Bms.Core.Tests.Estimation;

/// <summary>
/// The filter's covariance against the textbook: P ← F·P·Fᵀ + Q and P ← (I − K·H)·P in double matrices, over a cell whose tables are
/// constant, so that H is known.
/// </summary>
public sealed class FilterReferenceTests
{
    private const double BranchOhms = 0.004;
    private const double HysteresisVolts = 0.008;
    private const double R0Ohms = 0.006;
    private const double SlopeVolts = 1.2;
    private const double CapacityAmpHours = 7.5;

    [Fact]
    public void The_covariance_is_that_of_the_textbook()
    {
        PackConfiguration pack = Constant();
        var filter = new ExtendedKalmanFilter(pack, new GroupModel(pack));
        filter.Restart(0.5f, 0.2f);
        Matrix<double> covariance = Read(filter);
        Vector<double> sensitivity = Vector<double>.Build.Dense([SlopeVolts, BranchOhms, BranchOhms, HysteresisVolts]);
        var random = new Random(6);
        double keptMiddle = 1.0, keptSlow = 1.0, keptHysteresis = 1.0, carrySeconds = 0.0, correctSeconds = 0.0;
        int corrections = 0;
        for (int step = 0; step < 400; step++)
        {
            int milliseconds = random.Next(200, 3000);
            int microamps = (step % 40 < 20 ? 1 : -1) * random.Next(1000000, 7000000);
            double seconds = milliseconds * 1e-3;
            double amps = microamps * 1e-6;
            double moved = amps * seconds / 3600.0 / CapacityAmpHours;
            double followMiddle = 1.0 - Math.Exp(-seconds / 2.0);
            double followSlow = 1.0 - Math.Exp(-seconds / 30.0);
            keptMiddle *= 1.0 - followMiddle;
            keptSlow *= 1.0 - followSlow;
            keptHysteresis *= Math.Exp(-60.0 * Math.Abs(moved));
            carrySeconds += seconds;
            correctSeconds += seconds;
            // What the filter will expect, so that the innovation is nearly 0 and the states stay where the reference has them.
            double middle = filter.MiddleAmps + (followMiddle * (amps - filter.MiddleAmps));
            double slow = filter.SlowAmps + (followSlow * (amps - filter.SlowAmps));
            double hysteresis = filter.Hysteresis
                + ((1.0 - Math.Exp(-60.0 * Math.Abs(moved))) * (Math.Sign(amps) - filter.Hysteresis));
            double overpotential = (R0Ohms * amps) + (BranchOhms * (middle + slow));
            double volts = 3.0 + (SlopeVolts * (filter.Soc + moved)) + overpotential + (HysteresisVolts * hysteresis);
            filter.Step(new EstimatorInput
            {
                ElapsedMilliseconds = milliseconds,
                ChargeNanocoulombs = (long)microamps * milliseconds,
                MeanMicroamps = microamps,
                CurrentKnown = true,
                VoltageKnown = true,
                CellMicrovolts = (int)Math.Round(volts * 1e6),
                TemperatureCentidegrees = 2500,
            });
            if (filter.Reason == CorrectionReason.None)
            {
                covariance = Carried(covariance, [1.0, keptMiddle, keptSlow, keptHysteresis], carrySeconds);
                keptMiddle = keptSlow = keptHysteresis = 1.0;
                carrySeconds = 0.0;
            }
            else
            {
                // 20 mV, half of the overpotential, and 2 % of SOC along the slope, for a second of averaging.
                double noise = (4e-4 + (0.25 * overpotential * overpotential) + (4e-4 * SlopeVolts * SlopeVolts)) / correctSeconds;
                correctSeconds = 0.0;
                double states = sensitivity * covariance * sensitivity;
                // The filter's noise is at least a hundred-thousandth of the states' own share.
                Vector<double> gain = covariance * sensitivity / (states + (1e-5 * states) + noise);
                covariance = (Matrix<double>.Build.DenseIdentity(4) - gain.OuterProduct(sensitivity)) * covariance;
                corrections++;
            }
            Matrix<double> found = Read(filter);
            for (int entry = 0; entry < 16; entry++)
            {
                double expected = covariance[entry >> 2, entry & 3];
                double scale = Math.Sqrt(covariance[entry >> 2, entry >> 2] * covariance[entry & 3, entry & 3]);
                Assert.Equal(expected / scale, found[entry >> 2, entry & 3] / scale, 2e-4);
            }
        }
        Assert.InRange(corrections, 180, 200);
    }

    /// <summary>Errors that decay are made up for: the branches' towards the variance they start with, the hysteresis' towards 0.01.</summary>
    private static Matrix<double> Carried(Matrix<double> covariance, double[] kept, double seconds)
    {
        Matrix<double> transition = Matrix<double>.Build.DenseOfDiagonalArray(kept);
        double branch = Math.Pow(0.02 * CapacityAmpHours, 2);
        double walk = ((1e-4 * 1e-4) + (0.003 * 0.003 / 3600.0)) * seconds;
        Matrix<double> added = Matrix<double>.Build.DenseOfDiagonalArray(
            [walk, branch * (1.0 - (kept[1] * kept[1])), branch * (1.0 - (kept[2] * kept[2])), 0.01 * (1.0 - (kept[3] * kept[3]))]);
        return (transition * covariance * transition) + added;
    }

    private static Matrix<double> Read(ExtendedKalmanFilter filter) =>
        Matrix<double>.Build.Dense(4, 4, (row, column) => filter.Covariance(row, column));

    private static PackConfiguration Constant()
    {
        PackConfiguration pack = PackBench.Pack(2, EstimatorKind.Ekf);
        int entries = pack.Cell.Ocv.Length;
        short[] ocv = new short[entries];
        for (int index = 0; index < entries; index++)
            ocv[index] = (short)((index % 9 * 3000) - 12000);
        return pack
            .With("Cell.Ocv", ocv)
            .With("Cell.R0", Level(entries, 18000))
            .With("Cell.BranchResistance[0]", Level(entries, 12000))
            .With("Cell.BranchResistance[1]", Level(entries, 12000))
            .With("Cell.Hysteresis", Level(entries, 800))
            .With("Cell.SaturationThousandths", new short[3]);
    }

    private static short[] Level(int entries, short value)
    {
        short[] table = new short[entries];
        Array.Fill(table, value);
        return table;
    }
}

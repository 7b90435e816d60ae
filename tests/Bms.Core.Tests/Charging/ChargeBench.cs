using Bms.Core.Charging;
using Bms.Core.Configuration;
using Bms.Core.Conformance;
using Bms.Core.Tests.Support;

namespace Bms.Core.Tests.Charging;

/// <summary>A pack with a charger on a bench; a turn of the charging stage is eight steps.</summary>
internal sealed class ChargeBench
{
    public const int TurnSteps = 8;

    public ChargeBench(PackConfiguration? configuration = null)
    {
        Bench = new PackBench(configuration ?? ChargingPack.Make());
        Bench.Measurements.ChargerConnected = true;
        Bench.Measurements.HeaterFeedbackValid = true;
        // As much as the first voltages say: the middle.
        Bench.Controller.Estimation.Start(0.4f);
    }

    public PackBench Bench { get; }

    public ChargingStage Charging => Bench.Controller.Charging;

    public Commands Commands => Bench.Controller.Commands;

    public void Groups(int microvolts, int second)
    {
        System.Array.Fill(Bench.Measurements.CellMicrovolts, microvolts);
        Bench.Measurements.CellMicrovolts[1] = second;
    }

    public void Warm(int centidegrees) => System.Array.Fill(Bench.Measurements.TemperatureCentidegrees, centidegrees);

    /// <summary>Steps for a time; the current is what is commanded where the test does not fix it.</summary>
    public void Run(double seconds, int? microamps = null)
    {
        for (int step = 0; step < (int)(seconds * 1000 / PackBench.StepMilliseconds); step++)
        {
            Bench.Measurements.PackMicroamps = microamps ?? Commands.ChargerMicroamps;
            Bench.Measurements.HeaterFeedback = Commands.HeaterOn;
            Bench.Measurements.NowMilliseconds += PackBench.StepMilliseconds;
            Bench.Controller.Step(Bench.Measurements);
        }
    }
}

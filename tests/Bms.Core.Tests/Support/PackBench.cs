using Bms.Core.Configuration;
using Bms.Core.Conformance;
using Bms.Core.Measurement;

namespace Bms.Core.Tests.Support;

/// <summary>One controller on a bench: measurements that are quiet until a test changes them, and a clock.</summary>
internal sealed class PackBench
{
    public const int QuietMicrovolts = 3500000;
    public const int QuietCentidegrees = 2500;
    public const int WorkingMicroamps = 1000000;
    public const int StepMilliseconds = 100;

    public PackBench()
        : this(Pack())
    {
    }

    public PackBench(PackConfiguration configuration)
    {
        Configuration = configuration;
        Controller = new PackController(configuration);
        Measurements = new Measurements(configuration.SeriesGroups, configuration.TemperatureSensors);
        Quiet();
    }

    public PackConfiguration Configuration { get; }

    public PackController Controller { get; }

    public Measurements Measurements { get; }

    /// <summary>The pack of most tests: four groups, two sensors, debounce of 3 samples and 300 ms, recovery after 1 s.</summary>
    public static PackConfiguration Pack(int variant = 2, EstimatorKind estimator = EstimatorKind.Coulomb, int everySteps = 1) =>
        ConformancePack.Make(variant, estimator, everySteps);

    /// <summary>Everything valid, fresh, in the middle of its range, at rest; contactors asked to close.</summary>
    public void Quiet()
    {
        for (int group = 0; group < Measurements.CellMicrovolts.Length; group++)
        {
            Measurements.CellMicrovolts[group] = QuietMicrovolts;
            Measurements.CellAgeMilliseconds[group] = 0;
            Measurements.CellValid[group] = true;
        }
        for (int sensor = 0; sensor < Measurements.TemperatureCentidegrees.Length; sensor++)
        {
            Measurements.TemperatureCentidegrees[sensor] = QuietCentidegrees;
            Measurements.TemperatureAgeMilliseconds[sensor] = 0;
            Measurements.TemperatureValid[sensor] = true;
        }
        Measurements.PackMicroamps = 0;
        Measurements.PackCurrentAgeMilliseconds = 0;
        Measurements.PackCurrentValid = true;
        Measurements.CloseRequested = true;
        Measurements.LatchResetRequested = false;
    }

    /// <summary>Lets one row see a value: a group or sensor 1 shows it, and the current flows where the row needs one.</summary>
    public void Show(ProtectionKind kind, int value)
    {
        switch (kind)
        {
            case ProtectionKind.CellOverVoltage:
            case ProtectionKind.CellUnderVoltage:
                Measurements.CellMicrovolts[1] = value;
                break;
            case ProtectionKind.OverCurrentCharge:
                Measurements.PackMicroamps = value;
                break;
            case ProtectionKind.OverCurrentDischarge:
                Measurements.PackMicroamps = -value;
                break;
            case ProtectionKind.CellVoltageLost:
                for (int group = 0; group < value; group++)
                    Measurements.CellValid[group] = false;
                break;
            case ProtectionKind.TemperatureLost:
                for (int sensor = 0; sensor < value; sensor++)
                    Measurements.TemperatureValid[sensor] = false;
                break;
            case ProtectionKind.CurrentLost:
                Measurements.PackCurrentValid = value == 0;
                break;
            default:
                Measurements.TemperatureCentidegrees[1] = value;
                Measurements.PackMicroamps = ProtectionPolicy.Direction(kind) * WorkingMicroamps;
                break;
        }
    }

    /// <summary>Takes steps of equal length.</summary>
    public void Step(int times = 1, int milliseconds = StepMilliseconds)
    {
        for (int step = 0; step < times; step++)
        {
            Measurements.NowMilliseconds = unchecked(Measurements.NowMilliseconds + milliseconds);
            Controller.Step(Measurements);
        }
    }

    public int Level(ProtectionKind kind) => Controller.Protection.Level((int)kind);

    public ProtectionRow Row(ProtectionKind kind) => Configuration.Protection[(int)kind];

    /// <summary>A bench that has run quietly for a while.</summary>
    public static PackBench Running(PackConfiguration? configuration = null)
    {
        PackBench bench = configuration is null ? new PackBench() : new PackBench(configuration);
        bench.Step(5);
        return bench;
    }

    /// <summary>A running bench that one row has just tripped.</summary>
    public static PackBench Tripped(ProtectionKind kind, PackConfiguration? configuration = null)
    {
        PackBench bench = Running(configuration);
        bench.Show(kind, bench.Row(kind).TripLimit);
        bench.Step(10);
        return bench;
    }
}

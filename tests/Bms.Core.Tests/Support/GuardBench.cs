using Bms.Core.Configuration;
using Bms.Core.Conformance;
using Bms.Core.Measurement;

namespace Bms.Core.Tests.Support;

/// <summary>A controller with every input and every row, and measurements that are quiet until a test changes them.</summary>
internal sealed class GuardBench
{
    private readonly RowScript _script;
    private readonly int[] _thresholds = new int[(int)AfeThreshold.Count];

    public GuardBench(PackConfiguration configuration, bool check = true)
    {
        Configuration = configuration;
        Controller = new PackController(configuration, check);
        Measurements = new Measurements(configuration.SeriesGroups, configuration.TemperatureSensors);
        _script = new RowScript(Measurements, new StimulusNumbers(1));
        _script.Quiet();
        GuardedPack.FillThresholds(_thresholds);
        Calm();
    }

    public PackConfiguration Configuration { get; }

    public PackController Controller { get; }

    public Measurements Measurements { get; }

    public static PackConfiguration Pack(bool doubts = false, bool contactors = false) =>
        GuardedPack.Make(2, EstimatorKind.Coulomb, 1, doubts, contactors);

    public static GuardBench Running(PackConfiguration? pack = null)
    {
        var bench = new GuardBench(pack ?? Pack());
        bench.Step(20);
        return bench;
    }

    /// <summary>Everything exactly in the middle of its range, without noise, and every input sound.</summary>
    public void Calm()
    {
        _script.Quiet();
        System.Array.Fill(Measurements.CellMicrovolts, PackBench.QuietMicrovolts);
        System.Array.Fill(Measurements.TemperatureCentidegrees, PackBench.QuietCentidegrees);
        _script.Settle();
    }

    public void Settle() => _script.Settle();

    public void Put(AuxiliaryChannel channel, int value) => Measurements.AuxiliaryValue[(int)channel] = value;

    public void Step(int times = 1, int milliseconds = PackBench.StepMilliseconds)
    {
        for (int step = 0; step < times; step++)
        {
            Measurements.NowMilliseconds = unchecked(Measurements.NowMilliseconds + milliseconds);
            Controller.Step(Measurements);
        }
    }

    public int Level(ProtectionKind kind) => Controller.Protection.Level((int)kind);

    public ProtectionRow Row(ProtectionKind kind) => Configuration.FindRow(kind)!;
}

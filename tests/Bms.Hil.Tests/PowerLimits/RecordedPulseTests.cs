using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Hil.Identification;
using Bms.Hil.Packs;
using Bms.Hil.Scoring;
using Bms.Hil.Tests.Support;
using Bms.Hil.Traces;
using Xunit;

namespace Bms.Hil.Tests.PowerLimits;

/// <summary>The device's own prediction of a pulse's end, on recorded pulses that the cell was not identified from.</summary>
public sealed class RecordedPulseTests(ITestOutputHelper output)
{
    private const double MostMillivolts = 25;
    private const int TenSeconds = 1;

    [Fact]
    public void The_end_of_a_held_out_ten_second_pulse_is_predicted_within_25_millivolts()
    {
        (string Path, double AmpHours)[] pulses =
        [
            (RecordedTraces.PathOf("panasonic_18650pf/25C/25degc_5pulse_hppc.bdf.csv.gz"), 2.992),
            (RecordedTraces.PathOf("panasonic_18650pf/0C/0degc_5pulse_hppc.bdf.csv.gz"), 2.781),
        ];
        string slow = RecordedTraces.PathOf("panasonic_18650pf/25C/c20_ocv_test_c20_25dc.bdf.csv.gz");
        FitOutcome fit = CellFitter.Run(
            new FitSettings
            {
                Inputs =
                [
                    FitInput.Parse(slow, FitRole.Ocv),
                    .. pulses.Select(pulse => FitInput.Parse(FormattableString.Invariant($"{pulse.Path};capacity={pulse.AmpHours}"), FitRole.Pulse)),
                ],
                Name = "Panasonic, every third pulse held out",
                HoldOutEvery = 3,
            },
            null,
            TestContext.Current.CancellationToken);
        var errors = new List<(HeldOutPulse Pulse, double Volts)>();
        foreach ((string path, double ampHours) in pulses)
            errors.AddRange(Predict(fit, path, ampHours));
        (HeldOutPulse Pulse, double Volts)[] judged = [.. errors.Where(error => error.Pulse.Soc is >= 0.2 and <= 0.9)];
        double rmse = 1000 * Math.Sqrt(judged.Average(error => error.Volts * error.Volts));
        output.WriteLine($"{judged.Length} held-out 10 s pulses at SOC 0.2 to 0.9: RMSE {rmse:0.0} mV, largest {1000 * judged.Max(error => Math.Abs(error.Volts)):0.0} mV");
        foreach ((HeldOutPulse pulse, double volts) in judged)
            output.WriteLine($"{pulse.File} {pulse.Number}: SOC {pulse.Soc:0.00} {pulse.Celsius:0} C {pulse.Amps:0.0} A {pulse.PulseSeconds:0.0} s: {1000 * volts:0.0} mV");
        Assert.True(judged.Length >= 10, $"{judged.Length} pulses");
        Assert.InRange(rmse, 0, MostMillivolts);
    }

    private static List<(HeldOutPulse Pulse, double Volts)> Predict(FitOutcome fit, string path, double ampHours)
    {
        HeldOutPulse[] held =
        [
            .. fit.HeldOutPulses.Where(pulse => path.EndsWith(pulse.File, StringComparison.Ordinal) && Math.Abs(pulse.PulseSeconds - 10) < 0.6),
        ];
        PredictingRig? rig = null;
        using TraceReader reader = TraceReader.Open(path);
        ReplayRun.Run(
            new ReplaySettings
            {
                TracePath = path,
                Cell = "in memory",
                Estimator = EstimatorKind.Aekf,
                InitialSoc = 1,
                CapacityAmpHours = ampHours,
            },
            CellSource.Of(fit.Cell, "in memory"),
            reader,
            () => throw new InvalidOperationException("nothing here asks for the recording's extent"),
            null,
            pack => rig = new PredictingRig(pack, held, TenSeconds));
        return [.. rig!.Errors];
    }
}

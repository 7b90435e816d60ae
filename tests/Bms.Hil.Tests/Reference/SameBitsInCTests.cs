using System;
using System.Collections.Generic;
using Bms.Core.Configuration;
using Bms.Core.Conformance;
using Bms.Core.Estimation;
using Bms.Reference;
using Xunit;

namespace Bms.Hil.Tests.Reference;

/// <summary>The filter in C (benchmarks/reference) and the firmware's give the same bits, step by step over a million steps.</summary>
public sealed class SameBitsInCTests
{
    private const int Batch = 4000;
    private const int Batches = 250;
    private const int BatchesToRestart = 50;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_million_steps_give_the_same_bits(int variant)
    {
        Assert.SkipWhen(ReferenceLibrary.Missing is not null, ReferenceLibrary.Missing ?? "");
        PackConfiguration configuration = ConformancePack.Make(variant, EstimatorKind.Ekf, 1);
        using ReferenceLibrary library = ReferenceLibrary.Build();
        using var reference = new ReferenceFilter(library, configuration);
        var filter = new ExtendedKalmanFilter(configuration, new GroupModel(configuration));
        var stimulus = new ReferenceStimulus(configuration, 20 + variant, irregular: true);
        var inputs = new ReferenceInput[Batch];
        var outputs = new ReferenceOutput[Batch];
        var input = new EstimatorInput();
        var seen = new Dictionary<CorrectionReason, int>();
        for (int batch = 0; batch < Batches; batch++)
        {
            if (batch % BatchesToRestart == 0)
            {
                float soc = 0.1f + (0.2f * (batch / BatchesToRestart));
                filter.Restart(soc, 0.1f);
                reference.Restart(soc, 0.1f);
            }
            stimulus.Fill(inputs);
            reference.Run(inputs, outputs);
            for (int index = 0; index < Batch; index++)
            {
                inputs[index].CopyTo(input);
                filter.Step(input);
                AssertSame(filter, outputs[index], (batch * Batch) + index);
                seen[filter.Reason] = seen.GetValueOrDefault(filter.Reason) + 1;
            }
        }
        // The stimulus must bring the filter into each of its ways, or equal bits would say little.
        CorrectionReason[] ways =
            [CorrectionReason.None, CorrectionReason.VoltageInnovation, CorrectionReason.InnovationLimited, CorrectionReason.RangeLimited];
        Assert.All(ways, reason => Assert.InRange(seen.GetValueOrDefault(reason), 1000, Batch * Batches));
    }

    /// <summary>A reference that only looked alike would not be caught by a comparison that cannot fail.</summary>
    [Fact]
    public void Another_profile_gives_other_bits()
    {
        Assert.SkipWhen(ReferenceLibrary.Missing is not null, ReferenceLibrary.Missing ?? "");
        PackConfiguration configuration = ConformancePack.Make(3, EstimatorKind.Ekf, 1);
        using ReferenceLibrary library = ReferenceLibrary.Build();
        using var reference = new ReferenceFilter(library, configuration);
        using var other = new ReferenceFilter(library, ConformancePack.Make(2, EstimatorKind.Ekf, 1));
        var inputs = new ReferenceInput[Batch];
        new ReferenceStimulus(configuration, 1, irregular: true).Fill(inputs);
        var outputs = new ReferenceOutput[Batch];
        var others = new ReferenceOutput[Batch];
        reference.Run(inputs, outputs);
        other.Run(inputs, others);
        Assert.NotEqual(outputs[^1].Soc, others[^1].Soc);
        Assert.NotEqual(outputs[^1].PredictedVolts, others[^1].PredictedVolts);
    }

    private static void AssertSame(ExtendedKalmanFilter filter, in ReferenceOutput expected, int step)
    {
        bool same = float.IsFinite(expected.PredictedVolts)
            && Bits(filter.Soc) == Bits(expected.Soc)
            && Bits(filter.SocSigma) == Bits(expected.SocSigma)
            && Bits(filter.PredictedVolts) == Bits(expected.PredictedVolts)
            && (int)filter.Reason == expected.Reason;
        if (!same)
        {
            Assert.Fail(
                $"step {step}: C# soc {filter.Soc:R} sigma {filter.SocSigma:R} volts {filter.PredictedVolts:R} reason {filter.Reason}; "
                + $"C soc {expected.Soc:R} sigma {expected.SocSigma:R} volts {expected.PredictedVolts:R} reason {expected.Reason}");
        }
    }

    private static int Bits(float value) => BitConverter.SingleToInt32Bits(value);
}

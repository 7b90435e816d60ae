using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Estimation;

/// <summary>
/// Bytes of each estimator's state on the device, as docs/ALGORITHMS.md gives them. A change of an estimator's fields changes the
/// figure here and there.
/// </summary>
public sealed class DeviceBytesTests
{
    [Theory]
    [InlineData(EstimatorKind.Coulomb, 216)]
    [InlineData(EstimatorKind.Ocv, 84)]
    [InlineData(EstimatorKind.Ekf, 840)]
    [InlineData(EstimatorKind.Aekf, 1512)]
    [InlineData(EstimatorKind.Spkf, 1688)]
    public void An_estimator_takes_as_many_bytes_as_the_documents_say(EstimatorKind kind, int bytes)
    {
        var stage = new EstimationStage(PackBench.Pack(3, kind));
        Assert.Equal(bytes, DeviceBytes.Of(stage.Estimator));
    }

    [Fact]
    public void Bytes_are_counted_by_the_rule_of_the_interpreter()
    {
        // 12 for the object, 12 for each of two fields, 20 and 4 each for eight floats; the second reference to them is counted once.
        float[] shared = new float[8];
        Assert.Equal(12 + 24 + 20 + 32, DeviceBytes.Of(new Two(shared, shared)));
    }

    private sealed class Two
    {
        private readonly float[] _first;
        private readonly float[] _second;

        public Two(float[] first, float[] second) => (_first, _second) = (first, second);

        public bool Same => _first == _second;
    }
}

using System;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Core.Measurement;
using Xunit;

namespace Bms.Hil.Tests.PackState;

/// <summary>Groups that are lost, come back, or lie, in a pack whose groups are not alike.</summary>
public sealed class GroupDropOutTests
{
    private const int Settled = 1200;
    private const int Away = 1800;

    [Theory]
    [InlineData(EstimatorKind.Aekf)]
    [InlineData(EstimatorKind.Coulomb)]
    public void A_lost_group_is_counted_on_is_not_known_and_moves_nobody_else(EstimatorKind kind)
    {
        var run = new GroupRun("synthetic-nmc-50ah", 5, 0.4, 0.9, kind);
        for (int second = 0; second < Settled; second++)
            Assert.True(run.Step());
        int lost = run.TrulyWeakest;
        double before = Error(run, lost);
        Assert.True(run.Controller.Groups.Known[lost]);
        float jump = 0;
        for (int second = 0; second < Away; second++)
        {
            float average = run.Controller.Estimation.Estimator.Soc;
            run.Step(inputs => inputs.CellValid[lost] = false);
            jump = Math.Max(jump, Math.Abs(run.Controller.Estimation.Estimator.Soc - average));
        }
        // A second at the largest current of 1.5 C moves the SOC by 0.0004.
        Assert.InRange(jump, 0, 0.0008f);
        Assert.False(run.Controller.Groups.Known[lost]);
        Assert.InRange(Error(run, lost) - before, -0.012, 0.012);
        Assert.True(run.Controller.Groups.SocSigma[lost] > run.Controller.Groups.SocSigma[(lost + 1) % GroupRun.Groups]);
        Assert.All(Enumerable.Range(0, GroupRun.Groups).Where(group => group != lost), group => Assert.True(run.Controller.Groups.Known[group]));
        for (int second = 0; second < 120; second++)
            run.Step();
        Assert.True(run.Controller.Groups.Known[lost]);
    }

    [Fact]
    public void A_lie_is_not_averaged_in()
    {
        var honest = new GroupRun("synthetic-nmc-50ah", 6, 0.4, 0.9);
        var deceived = new GroupRun("synthetic-nmc-50ah", 6, 0.4, 0.9);
        for (int second = 0; second < Settled + 500; second++)
        {
            honest.Step();
            Action<Measurements>? lie = second < Settled ? null : inputs => inputs.CellMicrovolts[3] += 90_000;
            deceived.Step(lie);
        }
        for (int group = 0; group < GroupRun.Groups; group++)
        {
            float moved = deceived.Controller.Groups.Soc[group] - honest.Controller.Groups.Soc[group];
            Assert.InRange(moved, -0.006f, 0.006f);
        }
    }

    private static double Error(GroupRun run, int group) => run.Controller.Groups.Soc[group] - run.Pack.Soc[group];
}

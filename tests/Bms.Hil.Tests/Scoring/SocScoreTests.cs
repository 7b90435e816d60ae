using System;
using Bms.Hil.Scoring;
using Xunit;

namespace Bms.Hil.Tests.Scoring;

public sealed class SocScoreTests
{
    [Fact]
    public void Rows_weigh_equally_whatever_the_time_between_them()
    {
        var score = new SocScore();
        score.Add(0, 0.5, 0.1, 0.4);
        score.Add(1000, 0.5, 0.1, 0.5);
        score.Add(1001, 0.2, 0.1, 0.5);
        Assert.Equal(Math.Sqrt((0.01 + 0 + 0.09) / 3), score.Rmse!.Value, 12);
        Assert.Equal(0.4 / 3, score.Mae!.Value, 12);
        Assert.Equal(0.3, score.Max!.Value, 12);
        Assert.Equal(2.0 / 3, score.Coverage2Sigma!.Value, 12);
        Assert.Equal(0.1, score.MeanSigma!.Value, 12);
        Assert.Equal(Math.Sqrt(0.09 / 2), score.RmseAfter600s!.Value, 12);
        Assert.Equal(0.2, score.Final);
        Assert.Equal(0.5, score.FinalReference);
    }

    [Fact]
    public void Six_hundred_seconds_count_from_the_first_scored_row()
    {
        var score = new SocScore();
        score.Add(5000, 0.9, 0.1, 0.5);
        score.Add(5599.9, 0.9, 0.1, 0.5);
        Assert.Null(score.RmseAfter600s);
        score.Add(5600, 0.6, 0.1, 0.5);
        Assert.Equal(0.1, score.RmseAfter600s!.Value, 12);
    }

    [Fact]
    public void Convergence_is_the_begin_of_the_first_five_minutes_within_three_percent()
    {
        var score = new SocScore();
        for (int second = 0; second <= 1000; second++)
        {
            bool outside = second < 50 || second == 200;
            score.Add(100 + second, outside ? 0.6 : 0.5301, 0.1, 0.5002);
        }
        Assert.Equal(201, score.ConvergenceSeconds);
    }

    [Fact]
    public void Less_than_five_minutes_within_three_percent_is_no_convergence()
    {
        var score = new SocScore();
        for (int second = 0; second < 300; second++)
            score.Add(second, 0.5, 0.1, 0.5);
        Assert.Null(score.ConvergenceSeconds);
        score.Add(300, 0.5, 0.1, 0.5);
        Assert.Equal(0, score.ConvergenceSeconds);
    }

    [Fact]
    public void Without_rows_there_are_no_figures()
    {
        var score = new SocScore();
        Assert.Null(score.Rmse);
        Assert.Null(score.Mae);
        Assert.Null(score.Max);
        Assert.Null(score.Coverage2Sigma);
        Assert.Null(score.ConvergenceSeconds);
    }
}

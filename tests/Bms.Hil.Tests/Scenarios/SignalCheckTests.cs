using System.Linq;
using Bms.Hil.Scenarios;
using Bms.Hil.Scenarios.Expectations;
using Xunit;

namespace Bms.Hil.Tests.Scenarios;

/// <summary>Conditions on signals and bounds on the state of charge.</summary>
public class SignalCheckTests
{
    private static readonly SignalExpectation Below = new()
    {
        Signal = Signal.ByName["cellVoltageMax"],
        Highest = 3.65,
        Window = new TimeWindow(1, 2),
    };

    [Theory]
    [InlineData(0.9, true)]
    [InlineData(1.0, false)]
    [InlineData(2.0, false)]
    [InlineData(2.1, true)]
    public void A_condition_holds_at_every_step_of_its_window_and_nowhere_else(double highAt, bool met)
    {
        CheckOutcome outcome = Check(Below, seconds => seconds == highAt ? 3.7 : 3.6);
        Assert.Equal(met, outcome.Met);
        Assert.Equal(met ? "3.6000 V" : $"3.7000 V at {TimeWindow.Words(highAt)}", outcome.Outcome);
        Assert.Equal("cellVoltageMax at most 3.6500 V, from 1 s to 2 s", outcome.Text);
    }

    [Fact]
    public void Once_is_enough_where_it_is_asked_for()
    {
        SignalExpectation once = Below with { Once = true, Lowest = 3.64, Highest = double.PositiveInfinity };
        Assert.True(Check(once, seconds => seconds == 1.5 ? 3.7 : 3.6).Met);
        Assert.False(Check(once, _ => 3.6).Met);
        Assert.False(Check(once, seconds => seconds == 2.5 ? 3.7 : 3.6).Met);
    }

    [Fact]
    public void A_window_without_a_step_is_not_met()
    {
        CheckOutcome outcome = Check(Below with { Window = new TimeWindow(100, 200) }, _ => 3.6);
        Assert.Equal((false, "no step lies there"), (outcome.Met, outcome.Outcome));
    }

    [Fact]
    public void A_value_that_is_not_known_meets_nothing()
    {
        var steps = new Steps();
        steps.Step.Inputs.CellValid[0] = false;
        var check = new SignalCheck(Below);
        check.OnStep(steps.At(1.5));
        CheckOutcome outcome = Assert.Single(check.Finish());
        Assert.Equal((false, "not known at 1.5 s"), (outcome.Met, outcome.Outcome));
    }

    [Fact]
    public void Contactors_have_words_for_their_states()
    {
        var expectation = new SignalExpectation { Signal = Signal.ByName["contactors"], Lowest = 1, Highest = 1 };
        var steps = new Steps();
        var check = new SignalCheck(expectation);
        steps.Outputs.MainContactorsClosed = true;
        check.OnStep(steps.At(0));
        Assert.True(check.Finish().Single().Met);
        steps.Outputs.MainContactorsClosed = false;
        check.OnStep(steps.At(0.1));
        Assert.Equal(new CheckOutcome("contactors closed, at any time", false, "open at 0.1 s"), check.Finish().Single());
    }

    [Theory]
    [InlineData(0.0, 0.021, false)]
    [InlineData(0.0, 0.019, true)]
    [InlineData(5.0, 0.019, true)]
    [InlineData(20.0, 0.019, false)]
    public void Soc_errors_count_from_the_time_given(double after, double error, bool met)
    {
        var check = new SocCheck(new SocExpectation { Rmse = 0.02, Max = 0.02, Final = 0.02, Coverage = 0.5, AfterSeconds = after });
        var steps = new Steps();
        steps.Outputs.SocSigma = 0.01f;
        for (int tenth = 0; tenth < 100; tenth++)
        {
            bool late = tenth >= 50;
            check.OnStep(steps.At(tenth * 0.1, soc: 0.5 + (late || after == 0 ? error : 0.4)));
        }
        Assert.All(check.Finish(), outcome => Assert.Equal(met, outcome.Met));
        Assert.Equal(4, check.Finish().Count());
    }

    private static CheckOutcome Check(SignalExpectation expectation, System.Func<double, double> volts)
    {
        var check = new SignalCheck(expectation);
        var steps = new Steps();
        for (int tenth = 0; tenth < 40; tenth++)
        {
            double seconds = tenth / 10.0;
            check.OnStep(steps.At(seconds, volts(seconds)));
        }
        return check.Finish().Single();
    }
}

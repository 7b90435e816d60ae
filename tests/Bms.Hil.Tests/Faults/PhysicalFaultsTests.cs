using System.Collections.Generic;
using System.Linq;
using Bms.Hil.Faults;
using Bms.Hil.Plant;
using Xunit;

namespace Bms.Hil.Tests.Faults;

/// <summary>Faults of the simulated pack itself.</summary>
public class PhysicalFaultsTests
{
    [Fact]
    public void Contactors_stay_as_they_were_when_the_fault_began()
    {
        Fault fault = new() { Kind = FaultKind.Stuck, Channel = FaultChannel.Contactors, FromSeconds = 1, ToSeconds = 3 };
        // They were closed before; from second 1 on the firmware asks for open ones.
        Assert.Equal([true, true, true, false], Play(fault, second => second < 1).Select(inputs => inputs.MainClosed));
        Assert.Equal([false, false, false, true], Play(fault, second => second >= 1).Select(inputs => inputs.MainClosed));
    }

    [Fact]
    public void Ambient_can_be_set_moved_and_ramped()
    {
        Fault set = new() { Kind = FaultKind.Set, Channel = FaultChannel.Ambient, FromSeconds = 1, Value = 5 };
        Assert.Equal([25, 5, 5, 5], Play(set, _ => true).Select(inputs => inputs.AmbientCelsius));
        Assert.Equal([25, 25, 15, 5], Play(set with { RampSeconds = 2 }, _ => true).Select(inputs => inputs.AmbientCelsius));
        Assert.Equal([25, 25, 27.5, 30], Play(set with { Kind = FaultKind.Offset, RampSeconds = 2 }, _ => true).Select(inputs => inputs.AmbientCelsius));
    }

    [Fact]
    public void A_heater_is_on_while_the_fault_lasts()
    {
        Fault fault = new() { Kind = FaultKind.Set, Channel = FaultChannel.Heater, FromSeconds = 1, ToSeconds = 3, Value = 80 };
        Assert.Equal([0, 80, 80, 0], Play(fault, _ => true).Select(inputs => inputs.HeaterWatts));
    }

    [Fact]
    public void Faults_of_measurements_leave_the_pack_alone()
    {
        Fault fault = new() { Kind = FaultKind.Set, Channel = FaultChannel.Temperature, Value = 80 };
        Assert.All(Play(fault, _ => true), inputs => Assert.Equal((25, 0, true), (inputs.AmbientCelsius, inputs.HeaterWatts, inputs.MainClosed)));
    }

    /// <summary>Four steps of a second at 25 °C; the contactors do in the next step what is asked of them.</summary>
    private static List<PlantInputs> Play(Fault fault, System.Predicate<int> asksClosed)
    {
        var faults = new PhysicalFaults([fault]);
        var played = new List<PlantInputs>();
        bool closed = asksClosed(0);
        for (int second = 0; second < 4; second++)
        {
            var inputs = new PlantInputs { MainClosed = asksClosed(second), AmbientCelsius = 25 };
            faults.Apply(second, closed, ref inputs);
            closed = inputs.MainClosed;
            played.Add(inputs);
        }
        return played;
    }
}

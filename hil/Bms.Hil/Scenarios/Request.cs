namespace Bms.Hil.Scenarios;

/// <summary>What the surroundings of the firmware ask of it. The words of scenario files are these names in camelCase.</summary>
public enum RequestKind
{
    /// <summary>Service asks for latched trips to end.</summary>
    ResetLatches,

    /// <summary>The vehicle withdraws its request for closed contactors while the request lasts.</summary>
    OpenContactors,

    /// <summary>Service works on the pack while the request lasts.</summary>
    Service,

    /// <summary>The board is about to switch off while the request lasts.</summary>
    Shutdown,

    /// <summary>The vehicle asks for the charge that is kept for landing while the request lasts.</summary>
    Reserve,

    /// <summary>The pack is out of its place while the request lasts: not mated, and not asked to close.</summary>
    Unmate,

    /// <summary>A connected charger is to charge for storage only while the request lasts.</summary>
    StorageCharge,

    /// <summary>Somebody asks for the charge to pause while the request lasts.</summary>
    StopCharge,

    /// <summary>Somebody states the state of charge anew.</summary>
    RestateSoc,
}

/// <summary>One request of a scenario.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="Window">When; opening, service, shutdown, reserve and unmating last.</param>
/// <param name="Soc">The stated SOC, 0…1; without meaning otherwise.</param>
public sealed record Request(RequestKind Kind, TimeWindow Window, double Soc);

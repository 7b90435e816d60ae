using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Bms.Core.Configuration;
using Bms.Hil.Rigs;
using Bms.Hil.Scenarios;
using Bms.Hil.Scenarios.Reading;
using Bms.Hil.Scenarios.Results;
using Bms.Hil.Scenarios.Running;

namespace Bms.Hil.Tests.Scenarios;

/// <summary>The suite that the project ships.</summary>
internal static class ShippedSuite
{
    public static Suite Read() => SuiteReader.Open(null);

    /// <summary>Runs it without drawing.</summary>
    public static SuiteResult Run(Suite suite, int jobs) => new SuiteRun(suite, jobs) { Pictures = false }.Run(CancellationToken.None);

    /// <summary>The scenarios that expect a row of the protection table to trip.</summary>
    public static IReadOnlyList<Scenario> ThatTrip(this Suite suite, ProtectionKind row) =>
        [.. suite.Scenarios.Where(scenario => scenario.Expectations.Events.Any(expected => (int)expected.Kind == (int)row && expected.Level == 3))];

    /// <summary>One scenario with the firmware's configuration changed behind the validator's back.</summary>
    public static ScenarioResult RunWith(Scenario scenario, Func<PackConfiguration, PackConfiguration> change) =>
        ScenarioRun.Run(scenario, configuration => new SimRig(change(configuration), check: false), PictureKinds.None, CancellationToken.None);
}

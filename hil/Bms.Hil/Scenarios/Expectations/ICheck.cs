using System.Collections.Generic;

namespace Bms.Hil.Scenarios.Expectations;

/// <summary>Watches the steps of one run and says at the end which of its expectations were met.</summary>
internal interface ICheck
{
    /// <summary>One step has been taken.</summary>
    void OnStep(ScenarioStep step);

    /// <summary>The verdicts, after the last step.</summary>
    IEnumerable<CheckOutcome> Finish();
}

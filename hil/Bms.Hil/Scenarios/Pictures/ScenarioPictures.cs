using System.Collections.Generic;
using Bms.Hil.Reports;
using Bms.Hil.Reports.Charts;

namespace Bms.Hil.Scenarios.Pictures;

/// <summary>What a report shows of a scenario beside its figures.</summary>
/// <param name="Description">What the scenario is about.</param>
/// <param name="Charts">Its plots.</param>
/// <param name="Replay">For a comparison with other estimators; null where the suite compares nothing.</param>
public sealed record ScenarioPictures(string Description, IReadOnlyList<Chart> Charts, ReplayRecorder? Replay);

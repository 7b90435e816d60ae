using System;
using System.IO;
using Bms.Hil.Rigs;

namespace Bms.Hil.Scoring;

/// <content>What a replay comes to.</content>
public sealed partial class ReplayRun
{
    private GroupFigures[] GroupsAtTheEnd()
    {
        RigGroups groups = _rig.Outputs.Groups;
        var figures = new GroupFigures[groups.Valid ? groups.Soc.Count : 0];
        for (int group = 0; group < figures.Length; group++)
        {
            figures[group] = new GroupFigures(
                groups.Soc[group],
                groups.SocSigma[group],
                groups.ResistanceFactor[group],
                groups.CapacityFactor[group],
                groups.Known[group],
                group == groups.Weakest);
        }
        return figures;
    }

    private ReplayResult Summarise(double readSeconds, double stepSeconds) => new()
    {
        Trace = Path.GetFileName(_rows.Name),
        Cell = _plan.Cell.Name,
        CellProvenance = _plan.Cell.Provenance,
        Estimator = ReplayPlan.Name(_plan.Estimator),
        TemperatureSource = _temperature!.SourceName,
        Samples = _samples,
        SkippedRows = _rows.SkippedRows,
        FirstSkipped = _rows.FirstSkipped,
        DurationSeconds = Math.Round(_lastSeconds - _startSeconds, 3),
        Soc = _score.Figures,
        Voltage = new VoltageFigures(_voltCount == 0 ? null : 1000 * Math.Sqrt(_voltSquares / _voltCount)),
        Energy = EnergyFigures.Of(_rig.Outputs.Energy),
        ReferenceWarning = _referenceRange.Warning,
        Groups = GroupsAtTheEnd(),
        CapacityAhFinal = _rig.Outputs.CapacityAmpHours,
        CapacityAhSigma = _rig.Outputs.CapacitySigmaAmpHours,
        CapacityReason = _rig.Outputs.CapacityReason,
        ResistanceOhmFinal = _rig.Outputs.ResistanceOhms,
        ResistanceOhmSigma = _rig.Outputs.ResistanceSigmaOhms,
        ResistanceReason = _rig.Outputs.ResistanceReason,
        Restart = _beganSeconds > 0 ? new RestartFigures(_chain!.OffSeconds, !_rejected)
            : _snapshot is null ? null : new RestartFigures(_plan.Settings.OffSeconds, !_rejected),
        Power = _power.Figures(_rig.Outputs),
        Events = _events,
        EventsNotListed = _eventsNotListed,
        Digest = _digest.Text,
        Timing = new TimingFigures(readSeconds, stepSeconds, stepSeconds > 0 ? _samples / stepSeconds : 0),
    };
}

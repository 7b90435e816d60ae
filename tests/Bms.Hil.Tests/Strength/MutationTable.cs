using System.Collections.Generic;
using System.Linq;

namespace Bms.Hil.Tests.Strength;

/// <summary>The defects that the suite has to notice, stage by stage. To add one is to add a line; where it is looked for is computed.</summary>
internal static class MutationTable
{
    /// <summary>All of them, numbered in this order.</summary>
    public static IReadOnlyList<Mutation> All { get; } =
    [
        .. new (string Name, string Type, string Member, string From, string To)[]
        {
            // Measurement
            ("invalid treated as valid", "ChannelSummary", "Judge", "!valid[channel] || ", ""),
            ("implausible treated as plausible", "ChannelSummary", "Judge", "if (value > highest)", "if (value > highest && value < lowest)"),
            ("stale treated as fresh", "ChannelSummary", "Judge", " || (uint)age > oldest", ""),
            ("a sample seen twice counts twice", "ChannelSummary", "Judge", "unchecked(newest - _newestMilliseconds) > 0", "unchecked(newest - _newestMilliseconds) >= 0"),
            ("comparison for the maximum flipped", "ChannelSummary", "Judge", "if (value > maximum)", "if (value < maximum)"),
            ("stuck channel never found", "ChannelChecks", "Look", "IntegerMath.Abs(mean - _anchorMean[channel]) >= stuck", "stuck < 0"),
            ("current in the wrong unit, × 1000", "CurrentSensing", "Step", "_microamps = _usable ? microamps : 0;", "_microamps = _usable ? microamps * 1000 : 0;"),
            ("direction of the current flipped", "CurrentSensing", "Step", "DirectionOf(microamps)", "DirectionOf(-microamps)"),
            ("lost current taken for rest", "CurrentSensing", "Step", ": CurrentDirection.Unknown;", ": CurrentDirection.Resting;"),
            ("sign of the charge flipped", "ChargeSensing", "Step", "(long)microamps * elapsed;", "-(long)microamps * elapsed;"),
            ("time in the wrong unit, × 1000", "MeasurementStage", "StepTime", "elapsed < 0 ? 0 : elapsed;", "elapsed < 0 ? 0 : elapsed * 1000;"),
            ("lost group covered by the mean", "CellTracking", "Cover", "cells.Cover(group, lowest, highest);", "cells.Cover(group, mean, mean);"),
            ("open wire's signature with a sign flipped", "CellTracking", "Mirrored", "IntegerMath.Abs(place + below)", "IntegerMath.Abs(place - below)"),
            ("temperature rise in the wrong unit, ÷ 1000", "TemperatureTracking", "Look", "* PerMinute / over)", "* PerMinute / over / 1000)"),
            ("invalid input treated as valid", "AuxiliarySummary", "IsUsable", "measurements.AuxiliaryValid[index] && ", ""),

            // Protection
            ("debounce one sample short", "ProtectionStage", "Count", "samples >= neededSamples", "samples + 1 >= neededSamples"),
            ("debounce time ignored", "ProtectionStage", "Count", " && milliseconds >= neededMilliseconds", ""),
            ("limit itself no longer acts", "ProtectionStage", "Count", "applies && value >= limits[level]", "applies && value > limits[level]"),
            ("hysteresis removed", "RowState", "RowState", " - settings.Hysteresis", ""),
            ("lower limits taken for upper ones", "RowState", "Signed", "? limit : -limit", "? limit : limit"),
            ("recovery time ignored", "ProtectionStage", "Recover", "recovered < settings.RecoveryMilliseconds", "recovered < 0"),
            ("a lost channel ends a trip", "ProtectionStage", "Recover", "!row.Whole || ", ""),
            ("latch ignored", "ProtectionStage", "Climb", "settings.Latching || ", ""),
            ("reclose limit off by one", "ProtectionStage", "Climb", "row.EndedByItself >= settings.RecloseLimit", "row.EndedByItself > settings.RecloseLimit"),
            ("irreversible trip ends", "ProtectionStage", "MayEnd", "row.NeverEnds || ", ""),
            ("cool-down ignored", "ProtectionStage", "MayEnd", " || row.TrippedMilliseconds < settings.CoolDownMilliseconds", ""),
            ("derating with its sign flipped", "ProtectionStage", "Derating", "(long)trip - _quantities.Value[row.Row]", "_quantities.Value[row.Row] - (long)trip"),
            ("unknown direction excuses a row", "ProtectionStage", "Applies", "return true;", "return false;"),
            ("slow rows count one step's time for eight", "ProtectionStage", "StepSlow", "measurement.PhaseMilliseconds", "measurement.ElapsedMilliseconds"),
            ("blanking after the start left out", "ProtectionStage", "Step", "Blanking = _blankLeft > 0;", "Blanking = false;"),
            ("overload heats with the current, not its square", "OverloadHeat", "Step", "permille * permille", "permille * FullPermille"),
            ("signs of a runaway not held", "RunawaySigns", "See", "_settings.HoldMilliseconds + 1", "1"),
            ("AFE threshold set too low not found", "AfeSecondLine", "Compare", " || difference < -_tolerance[index]", ""),

            // Estimation
            ("charge counted with its sign flipped", "ChargeLedger", "Count", "_charge + nanocoulombs", "_charge - nanocoulombs"),
            ("parallel cells forgotten in the capacity", "GroupModel", "GroupModel", "(long)cell.CapacityMicroampHours * configuration.ParallelCells", "(long)cell.CapacityMicroampHours"),
            ("resistance in the wrong unit, × 1000", "GroupModel", "R0Ohms", "_ohmsPerR0Step * ", "1000f * _ohmsPerR0Step * "),
            ("temperature of the tables never moves", "GroupModel", "Locate", "centidegrees != _centidegrees", "centidegrees == int.MinValue"),
            ("last current held for the mean", "EstimationStage", "Summarise", "(int)IntegerMath.Clamp(_chargeNanocoulombs / _elapsedMilliseconds, int.MinValue, int.MaxValue)", "measurement.PackMicroamps"),
            ("what charging loses is added", "EstimationStage", "Summarise", "_chargeNanocoulombs - _lostNanocoulombs", "_chargeNanocoulombs + _lostNanocoulombs"),
            ("sigma of the counter never grows", "CoulombCounter", "Step", "_sigma + growth", "_sigma"),
            ("sigma of the filter never grows", "ExtendedKalmanFilter", "CarryCovariance", "_ss += _socVariancePerSecond * _carrySeconds;", ""),
            ("correction of the filter with its sign flipped", "ExtendedKalmanFilter", "Correct", "float change = ks * innovation;", "float change = -ks * innovation;"),
            ("odd voltages believed in full", "ExtendedKalmanFilter", "Correct", "if (variance < credible)", "if (variance < 0f)"),
            ("full without waiting for the tail current", "AnchorDetector", "StepFull", " || microamps > _tailMicroamps", ""),

            // Power limits
            ("limit map ignored", "LimitMap", "Permille", "if (_map.Length == 0)", "if (_map.Length >= 0)"),
            ("slow return of a limit ignored", "PermittedCurrent", "End", "(long)_full * elapsedMilliseconds / _recoveryMilliseconds", "(long)_full"),
            ("margin of a promise with its sign flipped", "PulseSearch", "Turn", "- Margin(drop", "+ Margin(drop"),
            ("branches never follow the pulse over its horizon", "PulseModel", "PulseModel", "FloatMath.Approach(_seconds[horizon] / model.TauSeconds(branch))", "FloatMath.Approach(0f)"),
            ("a lost channel keeps all that is permitted", "PowerStage", "KnownPermille", "!_ready || !measurement.Complete", "!_ready"),
            ("a limit rises while a channel is lost", "PowerStage", "Step", "!_enabled || measurement.Complete", "true"),
            ("pressure that cannot be read permits all", "PowerStage", "PressurePermille", "return 0;", "return Full;"),

            // Contactors
            ("weld not reported", "ContactorStage", "Supervise", "ContactorFault.StuckOpen : ContactorFault.Welded", "ContactorFault.StuckOpen : ContactorFault.None"),
            ("precharge not waited for", "ContactorStage", "PrechargeConditions", "if (charged && ", "if ("),
            ("one precharge too many", "ContactorStage", "EndPrecharge", "_tries >= _settings.PrechargeTries", "_tries > _settings.PrechargeTries"),
            ("closes with a channel lost", "ContactorStage", "Conditions", " || !measurement.Complete", ""),
            ("no wait for the current before opening", "ContactorStage", "OpeningConditions", "_openWaited >= allowed", "_openWaited >= 0"),
            ("preheat without hysteresis", "ThermalStage", "Step", "_tooCold ? _preheatUntil : ", ""),
            ("charging goes on through a trip", "ModeTable", "Table", "Charging, Trip | MayOpen, 0, Faulted", "Charging, Trip | MayOpen, 0, Charging"),

            // Balancing
            ("balancing without hysteresis", "BalancingStage", "Wants", "bleeding ? above > _settings.StopMicrovolts : ", ""),
            ("bleeds the low groups", "BalancingStage", "Wants", "microvolts - lowest", "lowest - microvolts"),
            ("bleeds while a row trips", "BalancingStage", "Step", "&& !protection.AnyTrip", ""),
            ("bleeds while too warm", "BalancingStage", "Step", "&& !_tooWarm", ""),

            // Limits and the step as a whole
            ("derated limits not commanded", "PermittedCurrent", "Reduce", "permille >= FullPermille", "permille > 0"),
            ("limits not taken back before opening", "PackController", "Run", "zero ? 0 : Power.DischargeLimitMicroamps", "Power.DischargeLimitMicroamps"),
            ("stopped clock found a step late", "PackController", "Run", ">= MostStoppedSteps", "> MostStoppedSteps"),
            ("exception in a step leaves the contactors closed", "PackController", "Step", "Fail();", ";"),
        }.Select((entry, index) => new Mutation(index + 1, entry.Name, entry.Type, entry.Member, entry.From, entry.To)),
    ];
}

using System;
using System.Collections.Generic;
using Bms.Core;
using Bms.Core.Configuration;
using Bms.Core.Contactors;

namespace Bms.Hil.Tests.Safety;

/// <summary>The hazards whose reaction times are measured: every row of the protection table, and what is guarded beside it.</summary>
internal static class Hazards
{
    private const int OpenWireMicrovolts = 400000;
    private const int OverTemperatureBudget = 1000;
    private const int OverVoltageBudget = 300;
    private const int OverCurrentBudget = 300;
    private const int OpenWireBudget = 1000;
    private const int AfeBudget = 500;
    private const int MillisecondsPerMinute = 60000;

    /// <summary>All of them for one pack, in the order of the rows.</summary>
    public static IReadOnlyList<Hazard> Of(PackConfiguration pack)
    {
        int Trip(ProtectionKind kind) => pack.FindRow(kind)!.TripLimit;
        Hazard Cell(string name, ProtectionKind kind) => new(name, kind, (bench, _) => bench.Measurements.CellMicrovolts[1] = Trip(kind))
        {
            Detection = kind == ProtectionKind.CellOverVoltage ? "highest group" : "lowest group",
        };
        Hazard Warm(string name, ProtectionKind kind, int microamps) => new(name, kind, (bench, _) => bench.Measurements.TemperatureCentidegrees[1] = Trip(kind))
        {
            Microamps = microamps,
            // A degree from the limit, so that the last step alone is no fast rise.
            Centidegrees = Trip(kind) - (ProtectionPolicy.ActsAbove(kind) ? 100 : -100),
            Detection = (ProtectionPolicy.ActsAbove(kind) ? "hottest" : "coldest") + " sensor, " + (microamps > 0 ? "charging" : microamps < 0 ? "discharging" : "at rest"),
            BudgetMilliseconds = ProtectionPolicy.ActsAbove(kind) ? OverTemperatureBudget : null,
        };
        Hazard Flow(string name, ProtectionKind kind, int microamps, string detection) => new(name, kind, (bench, _) => bench.Flow(microamps))
        {
            Microamps = microamps > 0 ? ReactionBench.WorkingMicroamps : -ReactionBench.WorkingMicroamps,
            Detection = detection,
        };
        Hazard Input(string name, ProtectionKind kind, string detection) =>
            new(name, kind, (bench, _) => bench.Put((AuxiliaryChannel)ProtectionPolicy.Input(kind), Trip(kind))) { Detection = detection };

        const int Working = ReactionBench.WorkingMicroamps;
        return
        [
            Cell("overcharge of a cell", ProtectionKind.CellOverVoltage) with { BudgetMilliseconds = OverVoltageBudget, Microamps = Working },
            Cell("discharge of a cell", ProtectionKind.CellUnderVoltage),
            Warm("charging hot", ProtectionKind.OverTemperatureCharge, Working),
            Warm("charging cold (plating)", ProtectionKind.UnderTemperatureCharge, Working),
            Warm("discharging hot", ProtectionKind.OverTemperatureDischarge, -Working),
            Warm("discharging cold", ProtectionKind.UnderTemperatureDischarge, -Working),
            Flow("over-current, charging", ProtectionKind.OverCurrentCharge, Trip(ProtectionKind.OverCurrentCharge), "either sensor") with { BudgetMilliseconds = OverCurrentBudget },
            Flow("over-current, discharging", ProtectionKind.OverCurrentDischarge, -Trip(ProtectionKind.OverCurrentDischarge), "either sensor") with { BudgetMilliseconds = OverCurrentBudget },
            new("lost cell voltage", ProtectionKind.CellVoltageLost, (bench, _) => bench.Measurements.CellValid[1] = false) { Detection = "not valid, stale, implausible or in doubt" },
            new("lost temperature", ProtectionKind.TemperatureLost, (bench, _) => bench.Measurements.TemperatureValid[1] = false) { Detection = "the same" },
            new("lost current", ProtectionKind.CurrentLost, (bench, _) => bench.Measurements.PackCurrentValid = false) { Detection = "the same" },
            Flow("short circuit", ProtectionKind.ShortCircuit, -Trip(ProtectionKind.ShortCircuit), "either sensor") with { BudgetMilliseconds = 0 },
            new("open sense wire", ProtectionKind.OpenWire, (bench, _) => BreakWire(bench, 6)) { Detection = "its two groups, mirrored", BudgetMilliseconds = OpenWireBudget },
            new("open outermost sense wire", ProtectionKind.OpenWire, (bench, _) => BreakWire(bench, 0)) { Detection = "its group falls", BudgetMilliseconds = OpenWireBudget },
            new("open sense wire, found by the AFE", ProtectionKind.OpenWire, (bench, _) => bench.Measurements.AfeOpenWires = 1 << 6)
            {
                Detection = "the AFE's own test", BudgetMilliseconds = OpenWireBudget,
            },
            new("lost AFE", ProtectionKind.AfeLost, (bench, since) => bench.Put(AuxiliaryChannel.AfeSilentMilliseconds, bench.StepMilliseconds + since))
            {
                Detection = "time since its last answer", BudgetMilliseconds = AfeBudget,
            },
            Cell("deep discharge", ProtectionKind.DeepDischarge),
            new("pack over-voltage", ProtectionKind.PackOverVoltage, (bench, _) => bench.Put(AuxiliaryChannel.PackMicrovolts, Trip(ProtectionKind.PackOverVoltage)))
            {
                Detection = "the larger of pack channel and sum",
            },
            new("pack under-voltage", ProtectionKind.PackUnderVoltage, (bench, _) => bench.Put(AuxiliaryChannel.PackMicrovolts, Trip(ProtectionKind.PackUnderVoltage)))
            {
                Detection = "the smaller of pack channel and sum",
            },
            Flow("overload, charging at 1.2 × the limit", ProtectionKind.OverloadCharge, pack.ChargeLimitMicroamps / 5 * 6, "i²t"),
            Flow("overload, discharging at 1.2 × the limit", ProtectionKind.OverloadDischarge, -pack.DischargeLimitMicroamps / 5 * 6, "i²t"),
            Warm("hot at rest", ProtectionKind.OverTemperatureRest, 0),
            Warm("cold at rest", ProtectionKind.UnderTemperatureRest, 0),
            new("temperatures far apart", ProtectionKind.TemperatureSpread, (bench, _) => bench.Measurements.TemperatureCentidegrees[1] += Trip(ProtectionKind.TemperatureSpread))
            {
                Detection = "hottest less coldest",
            },
            new("fast heating, at twice the limit", ProtectionKind.TemperatureRise, (bench, since) => Heat(bench, since, 2 * Trip(ProtectionKind.TemperatureRise)))
            {
                Detection = "lead over a slow average",
            },
            new("groups far apart", ProtectionKind.VoltageSpread, (bench, _) => bench.Measurements.CellMicrovolts[1] -= Trip(ProtectionKind.VoltageSpread))
            {
                Detection = "highest less lowest",
            },
            Input("pressure high", ProtectionKind.PressureHigh, "its sensor"),
            Input("pressure low", ProtectionKind.PressureLow, "its sensor"),
            new("pressure rising, at twice the limit", ProtectionKind.PressureRate, (bench, since) => Press(bench, since, 2 * Trip(ProtectionKind.PressureRate)))
            {
                Detection = "lead over a slow average",
            },
            Input("insulation", ProtectionKind.InsulationLow, "its monitor"),
            Input("interlock", ProtectionKind.InterlockOpen, "its input"),
            Input("leak", ProtectionKind.LeakDetected, "its sensor"),
            new("lost link", ProtectionKind.LinkLost, (bench, since) => bench.Put(AuxiliaryChannel.LinkSilentMilliseconds, bench.StepMilliseconds + since))
            {
                Detection = "time since the last good command",
            },
            new("AFE set otherwise", ProtectionKind.AfeDifference, (bench, _) => bench.Measurements.AfeThresholds[0] += 1000000) { Detection = "read-back" },
            Input("damaged image or memory", ProtectionKind.IntegrityFault, "background tests") with
            {
                Show = (bench, _) => bench.Put(AuxiliaryChannel.IntegrityFaults, 1),
            },
            new("step too late, clock jumps", ProtectionKind.LoopOverrun, (_, _) => { }) { Detection = "time between two steps", LateMilliseconds = Trip(ProtectionKind.LoopOverrun) },
            new("pack voltage against groups", ProtectionKind.PackSumMismatch, (bench, _) => bench.Put(AuxiliaryChannel.PackMicrovolts, bench.Measurements.AuxiliaryValue[(int)AuxiliaryChannel.PackMicrovolts] - Trip(ProtectionKind.PackSumMismatch)))
            {
                Detection = "pack channel against sum",
            },
            new("current sensors that disagree", ProtectionKind.CurrentMismatch, (bench, _) => bench.Put(AuxiliaryChannel.RedundantMicroamps, bench.Measurements.PackMicroamps + Trip(ProtectionKind.CurrentMismatch)))
            {
                Detection = "one sensor against the other",
            },
            new("charge counter stands still", ProtectionKind.ChargeCounterMismatch, (bench, _) => bench.Measurements.AccumulatedMicrocoulombs = 0)
            {
                Detection = "counter against current, 5 s", Microamps = -2 * Trip(ProtectionKind.ChargeCounterMismatch),
            },
            new("lost input", ProtectionKind.AuxiliaryLost, (bench, _) => bench.Measurements.AuxiliaryValid[(int)AuxiliaryChannel.LeakDetected] = false) { Detection = "not valid or stale" },
            new("thermal runaway begins", ProtectionKind.RunawayWarning, (bench, _) => RunAway(bench, pack, 2)) { Detection = "two signs together" },
            new("thermal runaway", ProtectionKind.ThermalRunaway, (bench, _) => RunAway(bench, pack, 3)) { Detection = "three signs together" },
            new("contactor stuck open", null, (bench, _) => Stay(bench, false))
            {
                Words = ["auxiliary contact, link voltage", "against the command", Twice(pack), "opens until service"],
                Recorded = bench => bench.ContactorFault == ContactorFault.StuckOpen,
            },
            new("contactor welded", null, (bench, _) => Stay(bench, true))
            {
                Words = ["auxiliary contact, current", "against the command", Twice(pack), "stays open until service"],
                Recorded = bench => bench.ContactorFault == ContactorFault.Welded,
            },
            new("an exception in a step", null, (bench, _) => Throw(bench))
            {
                Words = ["caught", "any", "none", "opens for good, stage recorded"],
                Recorded = bench => bench.Controller.FailedStage == ControllerStage.Protection,
                BudgetMilliseconds = 0,
            },
            new("clock stands still", null, (_, _) => { })
            {
                Words = ["time of the step", $"{PackController.MostStoppedSteps} steps", "none", "opens for good"],
                StopsTheClock = true,
                Recorded = bench => bench.Controller.FailedStage == ControllerStage.Measurement,
            },
        ];
    }

    private static string Twice(PackConfiguration pack) => $"2 × {pack.Contactors.ReactionMilliseconds} ms";

    private static void BreakWire(ReactionBench bench, int wire)
    {
        if (wire == 0)
        {
            bench.Measurements.CellMicrovolts[0] -= 3 * OpenWireMicrovolts;
            return;
        }
        bench.Measurements.CellMicrovolts[wire - 1] -= OpenWireMicrovolts;
        bench.Measurements.CellMicrovolts[wire] += OpenWireMicrovolts;
    }

    private static void Heat(ReactionBench bench, int since, int perMinute) =>
        bench.Measurements.TemperatureCentidegrees[1] += (int)((long)perMinute * (since + bench.StepMilliseconds) / MillisecondsPerMinute);

    private static void Press(ReactionBench bench, int since, int perMinute) => bench.Put(
        AuxiliaryChannel.PressureKilopascals,
        bench.Measurements.AuxiliaryValue[(int)AuxiliaryChannel.PressureKilopascals] + (int)((long)perMinute * (since + bench.StepMilliseconds) / MillisecondsPerMinute));

    private static void RunAway(ReactionBench bench, PackConfiguration pack, int signs)
    {
        bench.Put(AuxiliaryChannel.PressureKilopascals, pack.Runaway.PressureKilopascals);
        bench.Measurements.CellMicrovolts[1] -= pack.Runaway.DropMicrovolts + 100000;
        if (signs > 2)
            bench.Measurements.TemperatureCentidegrees[1] = pack.Runaway.HotCentidegrees;
    }

    /// <summary>The contacts stay as they are from here on; the command is the other one.</summary>
    private static void Stay(ReactionBench bench, bool closed)
    {
        bench.Obeys = false;
        if (closed)
        {
            bench.Measurements.CloseRequested = false;
            return;
        }
        bench.Put(AuxiliaryChannel.ContactorFeedback, 0);
        bench.Put(AuxiliaryChannel.LinkMicrovolts, 0);
    }

    /// <summary>Spoils a field of sound code: nothing else makes it throw.</summary>
    private static void Throw(ReactionBench bench) =>
        typeof(Bms.Core.Protection.ProtectionStage).GetField("_attention", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!
            .SetValue(bench.Controller.Protection, Array.Empty<int>());
}

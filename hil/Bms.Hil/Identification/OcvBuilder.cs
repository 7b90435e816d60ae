using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Bms.Hil.Identification;

/// <summary>
/// Makes the open-circuit voltage at one temperature from slow charges and discharges: the ohmic drop is taken out with the steps
/// that the same recordings show, then the mean of both branches where the charge counted as much as the discharge, else one
/// branch alone. A charge that ended full by its voltage but not by its count would shift the mean along SOC.
/// </summary>
internal static class OcvBuilder
{
    private const double CountTolerance = 0.05;
    private const double FullTolerance = 0.015;
    private const double BothSigmaVolts = 0.003;
    private const double BothSigmaSoc = 0.01;
    private const double OneSigmaVolts = 0.020;
    private const double LeastCoverage = 0.6;
    private const int SmoothingPoints = 4;

    /// <summary>Builds the curve; says in words what was done.</summary>
    /// <exception cref="BadInputException">The recordings hold no slow charge or discharge of some length.</exception>
    public static OcvCurve Build(IReadOnlyList<FitRecording> recordings, double assumedOhms, List<string> notes)
    {
        double? stepOhms = OcvBranch.StepOhms(recordings);
        double ohms = stepOhms ?? assumedOhms;
        OcvBranch? discharge = OcvBranch.Find(recordings, -1, ohms);
        PlaceSeparateCharges(recordings, discharge);
        OcvBranch? charge = OcvBranch.Find(recordings, 1, ohms);
        OcvBranch any = discharge ?? charge ?? throw new BadInputException(string.Create(CultureInfo.InvariantCulture,
            $"{recordings[0].Input.Path}: no charge or discharge at {OcvBranch.FastestRate} C or less ")
            + "that moves a fifth of the capacity; an open-circuit voltage needs one");
        if (charge is not null && discharge is not null && !Agree(charge, discharge, notes))
        {
            charge = null;
            LeaveOutCharges(recordings);
        }
        double lowest = Math.Max(0, Math.Min(any.LowestSoc, charge?.LowestSoc ?? 1));
        double highest = Math.Min(1, Math.Max(any.HighestSoc, charge?.HighestSoc ?? 0));
        if (highest - lowest < LeastCoverage)
        {
            throw new BadInputException(string.Create(CultureInfo.InvariantCulture,
                $"{recordings[0].Input.Path}: its slow current covers SOC {lowest:0.00} to {highest:0.00} only; ")
                + "expected at least 60 % of the whole");
        }
        notes.Add(Describe(recordings, charge, discharge, stepOhms, ohms));
        if (lowest > 0.01 || highest < 0.985)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture,
                $"open-circuit voltage outside SOC {lowest:0.000} to {highest:0.000} extrapolated"));
        }
        return charge is not null && discharge is not null
            ? OfBoth(charge, discharge, ohms, lowest, highest)
            : OfOne(any, ohms, lowest, highest);
    }

    /// <summary>A charge that was recorded in a file of its own starts where the discharge at this temperature ended.</summary>
    private static void PlaceSeparateCharges(IReadOnlyList<FitRecording> recordings, OcvBranch? discharge)
    {
        foreach (FitRecording recording in recordings)
        {
            if (recording.Input.Soc is not null || recording.StartSoc != 0)
                continue;
            if (discharge is not null)
            {
                recording.StartSoc = Math.Clamp(discharge.LowestSoc, 0, 0.1);
                recording.StartReason = "where the discharge at this temperature ended";
            }
            double end = recording.StartSoc + (ChargePhase.Span(recording.AmpHours) / recording.CapacityAmpHours);
            if (Math.Abs(end - 1) < FullTolerance)
                recording.CapacityAmpHours = ChargePhase.Span(recording.AmpHours) / (1 - recording.StartSoc);
        }
    }

    private static bool Agree(OcvBranch charge, OcvBranch discharge, List<string> notes)
    {
        double difference = Math.Abs(charge.LargestSocMoved - discharge.LargestSocMoved);
        if (difference <= CountTolerance)
            return true;
        notes.Add(string.Create(CultureInfo.InvariantCulture,
            $"slow charge left out: it counts {charge.LargestSocMoved:0.000} of the capacity, ")
            + string.Create(CultureInfo.InvariantCulture,
                $"the discharge {discharge.LargestSocMoved:0.000}, so their mean would shift along SOC"));
        return false;
    }

    private static void LeaveOutCharges(IReadOnlyList<FitRecording> recordings)
    {
        foreach (FitRecording recording in recordings)
        {
            ChargePhase? charge = ChargePhase.Find(recording).Find(phase => phase.Direction > 0);
            if (charge is not null)
                recording.FirstLeftOutRow = charge.First;
        }
    }

    private static OcvCurve OfBoth(OcvBranch charge, OcvBranch discharge, double ohms, double lowest, double highest)
    {
        double[] up = charge.ToTable();
        double[] down = discharge.ToTable();
        HoldGap(up, down, charge);
        HoldGap(down, up, discharge);
        double[] mean = [.. up.Zip(down, (first, second) => (first + second) / 2)];
        double[] half = [.. up.Zip(down, (first, second) => Math.Max(0, (first - second) / 2))];
        OcvTables.MakeRising(mean);
        return new OcvCurve
        {
            Volts = mean,
            ChargeVolts = up,
            DischargeVolts = down,
            HalfGapVolts = OcvTables.Smooth(half, SmoothingPoints),
            BranchAmps = (charge.MeanAmps + discharge.MeanAmps) / 2,
            RemovedOhms = ohms,
            LowestSoc = lowest,
            HighestSoc = highest,
            SigmaVolts = BothSigmaVolts,
            SigmaSoc = BothSigmaSoc,
        };
    }

    /// <summary>Where one branch ends earlier than the other (a cold cell is full by its voltage too soon), the gap at its end holds.</summary>
    private static void HoldGap(double[] table, double[] other, OcvBranch branch)
    {
        int first = Math.Clamp((int)Math.Ceiling(branch.LowestSoc * (OcvCurve.Points - 1)), 0, table.Length - 1);
        int last = Math.Clamp((int)Math.Floor(branch.HighestSoc * (OcvCurve.Points - 1)), first, table.Length - 1);
        for (int point = 0; point < first; point++)
            table[point] = other[point] + table[first] - other[first];
        for (int point = last + 1; point < table.Length; point++)
            table[point] = other[point] + table[last] - other[last];
    }

    private static OcvCurve OfOne(OcvBranch branch, double ohms, double lowest, double highest)
    {
        double[] volts = branch.ToTable();
        OcvTables.MakeRising(volts);
        return new OcvCurve
        {
            Volts = volts,
            ChargeVolts = branch.Direction > 0 ? volts : null,
            DischargeVolts = branch.Direction < 0 ? volts : null,
            BranchAmps = branch.MeanAmps,
            RemovedOhms = ohms,
            LowestSoc = lowest,
            HighestSoc = highest,
            SigmaVolts = OneSigmaVolts,
        };
    }

    private static string Describe(
        IReadOnlyList<FitRecording> recordings, OcvBranch? charge, OcvBranch? discharge, double? stepOhms, double ohms)
    {
        string branches = charge is null ? "discharge branch alone"
            : discharge is null ? "charge branch alone"
            : "mean of charge and discharge branch";
        string source = stepOhms is null ? "assumed" : "by its current steps";
        string files = string.Join(", ", recordings.Select(recording => recording.Name).Distinct());
        return string.Create(CultureInfo.InvariantCulture,
            $"open-circuit voltage at {recordings[0].MedianCelsius():0} °C: {branches} of {files}, ")
            + string.Create(CultureInfo.InvariantCulture, $"less {1000 * ohms:0.###} mohm ({source})");
    }
}

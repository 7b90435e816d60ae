using System;
using System.Collections.Generic;
using System.Globalization;

namespace Bms.Hil.Identification;

/// <summary>Finds the SOC at a recording's first row, where the user does not give it.</summary>
internal static class StartOfCharge
{
    private const double NearEnd = 0.15;
    private const double RestRate = 0.01;
    private const double TaperRate = 0.08;
    private const double FullSoc = 0.95;
    private const double FlatSlopeVolts = 0.15;

    /// <summary>Capacity by the recording's own count: its largest discharge or charge from one end of the voltage to the other.</summary>
    public static double? CountedCapacity(FitRecording recording)
    {
        (double lowest, double highest) = Range(recording.Volts);
        double near = NearEnd * (highest - lowest);
        double? counted = null;
        foreach (ChargePhase phase in ChargePhase.Find(recording))
        {
            double before = recording.Volts[Math.Max(0, phase.First - 1)];
            double after = recording.Volts[phase.Last];
            bool isWhole = phase.Direction < 0
                ? before > highest - near && after < lowest + near
                : before < lowest + near && after > highest - near;
            if (isWhole)
                counted = Math.Max(counted ?? 0, Math.Abs(phase.AmpHours));
        }
        return counted;
    }

    /// <summary>Start of a slow charge or discharge; needs its capacity.</summary>
    public static void FindForOcv(FitRecording recording)
    {
        if (TakeGiven(recording))
            return;
        List<ChargePhase> phases = ChargePhase.Find(recording);
        if (phases.Count == 0)
            throw new BadInputException($"{recording.Input.Path}: no charge and no discharge in it to take an open-circuit voltage from");
        ChargePhase first = phases[0];
        (double lowest, double highest) = Range(recording.Volts);
        if (first.Direction < 0)
        {
            Set(recording, 1, "full, because it begins with a discharge");
            return;
        }
        if (recording.Volts[0] < lowest + (NearEnd * (highest - lowest)))
            Set(recording, 0, "empty, because it begins with a charge from its lowest voltage");
        else
            Set(recording, 1 - (first.AmpHours / recording.CapacityAmpHours), "counted back from the end of its first charge, taken as full");
    }

    /// <summary>Start of a pulse test or a drive; needs its capacity and, for a rest voltage, the open-circuit voltage.</summary>
    /// <exception cref="BadInputException">Nothing in the recording tells.</exception>
    public static void FindForLoad(FitRecording recording, OcvCurve? curve)
    {
        if (TakeGiven(recording))
            return;
        double volts = recording.Volts[0];
        bool rests = Math.Abs(recording.Amps[0]) < RestRate * recording.CapacityAmpHours;
        if (curve is not null && rests && volts < curve.VoltsAt(FullSoc))
        {
            ReadRestVoltage(recording, curve, volts);
            return;
        }
        List<ChargePhase> phases = ChargePhase.Find(recording);
        if (phases.Count > 0 && phases[0].Direction > 0)
        {
            ChargePhase charge = phases[0];
            bool tapers = Math.Abs(recording.Amps[charge.Last]) < TaperRate * recording.CapacityAmpHours;
            bool reachesTop = recording.Volts[charge.Last] > Range(recording.Volts).Highest - 0.03;
            if (!tapers || !reachesTop)
            {
                throw new BadInputException(
                    $"{recording.Input.Path}: begins with a charge that does not end full; give its start as ';soc=X'");
            }
            Set(recording, 1 - (charge.AmpHours / recording.CapacityAmpHours), "counted back from the end of its first charge, which tapers off");
            return;
        }
        Set(recording, 1, curve is not null && rests ? "full, by its rest voltage" : "full, assumed because it begins with a discharge");
    }

    private static void ReadRestVoltage(FitRecording recording, OcvCurve curve, double volts)
    {
        double soc = curve.SocAt(volts);
        double slope = (curve.VoltsAt(soc + 0.03) - curve.VoltsAt(soc - 0.03)) / 0.06;
        if (slope < FlatSlopeVolts)
        {
            throw new BadInputException(string.Create(CultureInfo.InvariantCulture,
                $"{recording.Input.Path}: rests at {volts:0.000} V at first, where the open-circuit voltage ")
                + "is too flat to tell its SOC; give it as ';soc=X'");
        }
        Set(recording, soc, "by its rest voltage");
    }

    private static bool TakeGiven(FitRecording recording)
    {
        if (recording.Input.Soc is not double given)
            return false;
        Set(recording, given, "given");
        return true;
    }

    private static void Set(FitRecording recording, double soc, string reason)
    {
        recording.StartSoc = soc;
        recording.StartReason = reason;
    }

    private static (double Lowest, double Highest) Range(double[] values)
    {
        double lowest = double.MaxValue;
        double highest = double.MinValue;
        foreach (double value in values)
        {
            lowest = Math.Min(lowest, value);
            highest = Math.Max(highest, value);
        }
        return (lowest, highest);
    }
}

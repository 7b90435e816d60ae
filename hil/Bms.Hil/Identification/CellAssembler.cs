using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Bms.Hil.Cells;

namespace Bms.Hil.Identification;

/// <summary>Makes a cell file of what the groups say: tables on the profile's nodes, limits, uncertainty.</summary>
internal sealed class CellAssembler
{
    private const double NearestCelsius = 4;
    private const double NormalVolts = 0.020;
    private const double AssumedVolts = 0.040;
    private const double AssumedFastSeconds = 30;
    private const double AssumedSlowSeconds = 600;
    private const double QuickSeconds = 5;
    private const double SlowStepShare = 0.4;
    private const double WholeCoverage = 0.85;
    private const double VoltStep = 0.05;
    private const double VoltTolerance = 0.005;

    private static readonly double[] StandardCelsius = [-20, -10, 0, 10, 25, 40, 50];

    private readonly IReadOnlyList<TemperatureGroup> _groups;
    private readonly List<TemperatureGroup> _loaded;
    private readonly double _capacityAmpHours;
    private readonly List<string> _notes;

    /// <param name="groups">All groups, coldest first.</param>
    /// <param name="capacityAmpHours">The cell's capacity.</param>
    /// <param name="notes">Where it says what it did.</param>
    public CellAssembler(IReadOnlyList<TemperatureGroup> groups, double capacityAmpHours, List<string> notes)
    {
        _groups = groups;
        _loaded = [.. groups.Where(group => group.Result is not null)];
        _capacityAmpHours = capacityAmpHours;
        _notes = notes;
    }

    /// <summary>What activation energies are at most where one temperature alone has loads, in J/mol; null for no bound.</summary>
    public double? MostActivationJoules { get; init; }

    /// <summary>What charging gives back, at most 1; null where it is not known.</summary>
    public double? CoulombicEfficiency { get; init; }

    /// <summary>R0 times capacity where nothing tells the resistance, in ohm·Ah: between what power and energy cells show.</summary>
    public const double AssumedOhmAmpHours = 0.06;

    /// <summary>Makes the cell; its method text is still to be written.</summary>
    public CellFile Assemble(string name, string chemistry, double hysteresisRate)
    {
        double[] nodes = SocNodes.Profile;
        double[] celsius = Temperatures();
        var ocv = new OcvLaw(_groups);
        double[][] hysteresis = [.. celsius.Select(at => ocv.HysteresisAt(nodes, at) ?? [])];
        bool hasHysteresis = hysteresis.All(row => row.Length > 0 && row.Max() > 0);
        var cell = new CellFile
        {
            Name = name,
            Chemistry = chemistry,
            Provenance = "identified",
            CapacityAmpHours = Math.Round(_capacityAmpHours, 4),
            Grid = new CellGrid { Soc = nodes, TemperatureCelsius = celsius },
            OcvVolts = [.. celsius.Select(at => Rounded(ocv.VoltsAt(nodes, at), 5))],
            HysteresisVolts = hasHysteresis ? [.. hysteresis.Select(row => Rounded(row, 5))] : null,
            HysteresisRate = hasHysteresis ? hysteresisRate : 0,
            Limits = Limits(chemistry),
        };
        if (_loaded.Count > 0)
            FillResistances(cell, nodes, celsius);
        else
            AssumeResistances(cell, nodes, celsius);
        FillDirections(cell, nodes, celsius);
        FillEntropy(cell, nodes, ocv);
        cell.ModelError = new ModelErrorLaw(_groups).Make(cell);
        return cell;
    }

    private void FillResistances(CellFile cell, double[] nodes, double[] celsius)
    {
        IReadOnlyList<double> taus = _loaded[0].Result!.Choice.TausSeconds;
        var activations = new List<string>();
        for (int resistance = 0; resistance <= taus.Count; resistance++)
        {
            var ohms = new ResistanceLaw(_loaded, resistance, MostActivationJoules);
            double[][] table = [.. celsius.Select(at => Significant([.. nodes.Select(soc => ohms.OhmsAt(soc, at))]))];
            if (resistance == 0)
                cell.R0Ohms = table;
            else
                cell.Branches.Add(new CellBranch { TauSeconds = taus[resistance - 1], Ohms = table });
            activations.Add((ohms.ActivationJoules / 1000).ToString("0", CultureInfo.InvariantCulture));
        }
        GroupResult widest = _loaded.Select(group => group.Result!).MaxBy(result => result.HighestSoc - result.LowestSoc)!;
        if (widest.HighestSoc - widest.LowestSoc < WholeCoverage)
        {
            _notes.Add(string.Create(CultureInfo.InvariantCulture,
                $"resistances outside SOC {widest.LowestSoc:0.00} to {widest.HighestSoc:0.00}: not identified, held near the last value"));
        }
        var law = new CurvatureLaw(_loaded, _capacityAmpHours);
        double[] curvature = [.. celsius.Select(at => (double)Math.Round((decimal)law.PerRateAt(at), 3))];
        if (curvature.Any(value => value > 0))
            cell.SaturationPerRate = curvature;
        cell.Uncertainty = new CellUncertainty { Volts = NormalVolts };
        _notes.Add(_loaded.Count > 1
            ? "resistances over temperature: ln R linear in 1/T between the measured ones, beyond them with "
                + $"{string.Join("/", activations)} kJ/mol for R0 and the branches"
            : $"resistances at other temperatures: not identified, one temperature only; assumed to follow {activations[0]} kJ/mol");
    }

    private void FillDirections(CellFile cell, double[] nodes, double[] celsius)
    {
        TemperatureGroup[] known = [.. _loaded.Where(group => group.KnowsDirections)];
        double[] at = [.. known.Select(group => group.Celsius)];
        double[] instant = [.. known.Select(group => group.Result!.InstantVolts)];
        double[] factor = [.. known.Select(group => group.Result!.Choice.ChargeFactor)];
        if (instant.Any(volts => volts > 0))
            cell.InstantHysteresisVolts = [.. celsius.Select(place => Math.Round(PiecewiseLinear.At(at, instant, place), 5))];
        if (factor.Any(value => value != 1))
        {
            cell.ChargeResistanceFactor =
                [.. celsius.Select(place => Filled(nodes.Length, Math.Round(PiecewiseLinear.At(at, factor, place), 3)))];
        }
        cell.CoulombicEfficiency = Math.Round(CoulombicEfficiency ?? 1, 4);
        _notes.Add(CoulombicEfficiency is double efficiency
            ? string.Create(CultureInfo.InvariantCulture, $"coulombic efficiency {efficiency:0.0000}: by whole charges and the discharges after them")
            : "coulombic efficiency 1: assumed, no two whole charges with discharges after them that agree");
    }

    private void FillEntropy(CellFile cell, double[] nodes, OcvLaw ocv)
    {
        double[] beyond = [.. cell.Grid.TemperatureCelsius.Where(celsius => celsius < _groups[0].Celsius || celsius > _groups[^1].Celsius)];
        string places = string.Join(", ", beyond.Select(celsius => celsius.ToString(CultureInfo.InvariantCulture)));
        if (!ocv.Entropy.IsKnown)
        {
            _notes.Add($"open-circuit voltage at {places} °C: not measured, taken from the nearest temperature");
            return;
        }
        cell.EntropyMicrovoltsPerKelvin = [.. nodes.Select(soc => Math.Round(1e6 * ocv.Entropy.VoltsPerKelvinAt(soc), 1))];
        double[] slopes = cell.EntropyMicrovoltsPerKelvin;
        _notes.Add(string.Create(CultureInfo.InvariantCulture,
            $"entropy slope {slopes.Min():0} to {slopes.Max():0} µV/K by the measured temperatures")
            + (beyond.Length > 0 ? $"; open-circuit voltage at {places} °C extrapolated with it" : ""));
    }

    private void AssumeResistances(CellFile cell, double[] nodes, double[] celsius)
    {
        TemperatureGroup group = _groups[^1];
        double? step = OcvBranch.StepOhms(group.OcvRecordings);
        double ohms = step is > 0 ? step.Value : AssumedOhmAmpHours / _capacityAmpHours;
        // A step between rows that lie apart holds what the cell polarises in that time; only a quick one is ohmic.
        bool isQuick = step is not > 0 || group.OcvRecordings.Any(recording => recording.MedianStepSeconds() <= QuickSeconds);
        double ohmic = isQuick ? 1 : SlowStepShare;
        cell.R0Ohms = Table(ohmic);
        cell.Branches.Add(new CellBranch { TauSeconds = AssumedFastSeconds, Ohms = Table(0.5 * ohmic) });
        cell.Branches.Add(new CellBranch { TauSeconds = AssumedSlowSeconds, Ohms = Table(ohmic) });
        cell.Uncertainty = new CellUncertainty { Volts = AssumedVolts };
        string source = step is > 0 ? "by the steps of the slow recordings" : $"assumed as {AssumedOhmAmpHours} ohm Ah over the capacity";
        _notes.Add(string.Create(CultureInfo.InvariantCulture,
            $"resistances not identified, no pulse or dynamic file: R0 {1000 * ohmic * ohms:0.###} mohm ({source}), ")
            + "branches of 30 s with half and 600 s with all of it (assumed), 20 kJ/mol, the filter's noise doubled to 40 mV, and the model trusted to half of the overpotential only");

        double[][] Table(double factor) => [.. celsius.Select(at => Significant(Filled(nodes.Length, factor * ohms * Factor(at))))];

        double Factor(double at) =>
            Math.Exp(ResistanceLaw.AssumedActivationJoules / 8.314 * ((1 / (at + 273.15)) - (1 / (group.Celsius + 273.15))));
    }

    private CellLimits Limits(string chemistry)
    {
        FitRecording[] all = [.. _groups.SelectMany(group => group.OcvRecordings.Concat(group.Loads))];
        FitRecording[] slow = [.. _groups.SelectMany(group => group.OcvRecordings)];
        FitRecording[] source = slow.Length > 0 ? slow : all;
        (double lowest, double highest) = ChemistryDefaults.VoltRange(chemistry);
        double top = source.Max(recording => recording.Volts.Max());
        double bottom = source.Min(recording => recording.Volts.Min());
        if (top > highest + VoltStep || bottom > highest)
        {
            throw new BadInputException(string.Create(CultureInfo.InvariantCulture,
                $"--chemistry {chemistry}: the recordings lie between {bottom:0.00} and {top:0.00} V, cells of it below {highest:0.00} V"));
        }
        double charge = Math.Max(0.5 * _capacityAmpHours, all.Max(recording => LoadAmps.Carried(recording, 1)));
        double discharge = Math.Max(_capacityAmpHours, all.Max(recording => LoadAmps.Carried(recording, -1)));
        var limits = new CellLimits
        {
            MaximumVolts = Math.Round(Math.Clamp(Math.Ceiling((top - VoltTolerance) / VoltStep) * VoltStep, lowest + 0.1, highest), 3),
            MinimumVolts = Math.Round(Math.Clamp(Math.Floor((bottom + VoltTolerance) / VoltStep) * VoltStep, lowest, highest - 0.1), 3),
            ChargeAmps = Math.Round(charge, 2),
            DischargeAmps = Math.Round(discharge, 2),
            ChargeCelsius = ChemistryDefaults.ChargeCelsius(chemistry),
            DischargeCelsius = ChemistryDefaults.DischargeCelsius(chemistry),
        };
        _notes.Add(string.Create(CultureInfo.InvariantCulture,
            $"limits are not the maker's: {limits.MinimumVolts} to {limits.MaximumVolts} V as recorded, ")
            + string.Create(CultureInfo.InvariantCulture, $"charge {limits.ChargeAmps} A and discharge {limits.DischargeAmps} A ")
            + "the largest held for a minute or half of that held for ten seconds, but at least 0.5 C and 1 C, "
            + $"temperatures usual for {chemistry}");
        return limits;
    }

    /// <summary>The measured temperatures and, at some distance from them, standard ones, at most as many as a cell file holds.</summary>
    private double[] Temperatures()
    {
        List<double> chosen = [.. _groups.Select(group => group.Celsius)];
        while (chosen.Count > CellFileRules.MaximumTemperatureNodes)
            chosen.RemoveAt(chosen.Count / 2);
        foreach (double standard in StandardCelsius.OrderByDescending(celsius => Math.Abs(celsius - 25)))
        {
            if (chosen.Count < CellFileRules.MaximumTemperatureNodes && chosen.All(celsius => Math.Abs(celsius - standard) >= NearestCelsius))
                chosen.Add(standard);
        }
        chosen.Sort();
        return [.. chosen];
    }

    private static double[] Filled(int count, double value)
    {
        var values = new double[count];
        Array.Fill(values, value);
        return values;
    }

    private static double[] Rounded(double[] values, int digits) => Array.ConvertAll(values, value => Math.Round(value, digits));

    private static double[] Significant(double[] values) => Array.ConvertAll(
        values, value => double.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
}

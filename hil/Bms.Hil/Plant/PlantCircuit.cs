using System;

namespace Bms.Hil.Plant;

/// <summary>Contactors, precharge and link: decides what current flows through the string.</summary>
internal sealed class PlantCircuit
{
    private readonly PlantCircuitDefinition _definition;
    private double _mainLeft = double.PositiveInfinity;
    private double _prechargeLeft = double.PositiveInfinity;
    private bool _inrushPending;

    public PlantCircuit(PlantCircuitDefinition definition, double packVolts)
    {
        _definition = definition;
        Main = new PlantContactor(definition.CloseDelaySeconds, definition.OpenDelaySeconds, definition.StartsClosed);
        Precharge = new PlantContactor(definition.CloseDelaySeconds, definition.OpenDelaySeconds, false);
        LinkVolts = definition.StartsClosed ? packVolts : 0.0;
    }

    public PlantContactor Main { get; }

    public PlantContactor Precharge { get; }

    public PlantCharger Charger { get; } = new();

    public double LinkVolts { get; private set; }

    /// <summary>The largest peak, in amperes, that closing the main contactors onto an uncharged link has made so far.</summary>
    public double InrushPeakAmps { get; private set; }

    /// <summary>Takes the commands; returns the seconds until some contactor changes.</summary>
    public double Command(in PlantInputs inputs)
    {
        _mainLeft = Main.Command(inputs.MainClosed);
        _inrushPending |= Main.JustClosed;
        _prechargeLeft = Precharge.Command(inputs.PrechargeClosed);
        return Math.Min(_mainLeft, _prechargeLeft);
    }

    public void Wait(double seconds)
    {
        Main.Wait(seconds, _mainLeft);
        _inrushPending |= Main.JustClosed;
        Precharge.Wait(seconds, _prechargeLeft);
    }

    /// <summary>
    /// The string's mean current over the next <paramref name="seconds"/>, in which no contactor changes, and what the link does
    /// meanwhile.
    /// </summary>
    public double Advance(double seconds, in PlantInputs inputs, PlantCells cells)
    {
        if (Main.Closed)
            return DriveLoad(seconds, inputs, cells);
        _inrushPending = false;
        bool charges = Precharge.Closed;
        double target = charges ? SourceVolts(cells, inputs.BleedMask, out _) : 0.0;
        double ohms = charges ? _definition.PrechargeOhms : _definition.LinkDischargeOhms;
        double missing = target - LinkVolts;
        double gained = missing - (missing * PlantMath.Exp(-seconds / (ohms * _definition.LinkFarads)));
        LinkVolts += gained;
        return charges ? -_definition.LinkFarads * gained / seconds : 0.0;
    }

    /// <summary>The voltage at the pack's terminals at the end of a step.</summary>
    public double TerminalVolts(PlantCells cells, double packAmps)
    {
        double volts = packAmps * _definition.BusbarOhms;
        foreach (double group in cells.Volts)
            volts += group;
        return volts;
    }

    /// <summary>A closed link has the pack's voltage.</summary>
    public void FollowPack(double packVolts)
    {
        if (Main.Closed)
            LinkVolts = packVolts;
    }

    private double DriveLoad(double seconds, in PlantInputs inputs, PlantCells cells)
    {
        bool simple = inputs.Load != PlantLoad.Power && !inputs.ChargerOn && !_inrushPending;
        double amps = inputs.Load == PlantLoad.Current ? inputs.LoadAmps : 0.0;
        if (simple)
        {
            Charger.Amps(inputs, cells, 0.0, 0.0, 0.0);
            return amps;
        }
        double volts = SourceVolts(cells, inputs.BleedMask, out double ohms);
        if (inputs.Load == PlantLoad.Power)
            amps = AmpsForPower(inputs.LoadWatts, volts, ohms);
        amps += Charger.Amps(inputs, cells, volts, ohms, amps);
        if (_inrushPending)
        {
            _inrushPending = false;
            double missing = volts - LinkVolts;
            InrushPeakAmps = Math.Max(InrushPeakAmps, Math.Abs(missing) / ohms);
            amps -= _definition.LinkFarads * missing / seconds;
        }
        return amps;
    }

    /// <summary>I of (volts + ohms·I)·I = watts; where a discharge asks for more than there is, the current of most power.</summary>
    private static double AmpsForPower(double watts, double volts, double ohms)
    {
        double root = (volts * volts) + (4.0 * ohms * watts);
        return root <= 0.0 ? -volts / (2.0 * ohms) : 2.0 * watts / (volts + Math.Sqrt(root));
    }

    private double SourceVolts(PlantCells cells, uint bleedMask, out double ohms)
    {
        double volts = 0.0;
        ohms = _definition.BusbarOhms;
        for (int g = 0; g < cells.Groups; g++)
        {
            double divider = cells.BleedDivider(g, bleedMask);
            volts += cells.SourceVolts[g] * divider;
            ohms += cells.OhmicOhms[g] * divider;
        }
        return volts;
    }
}

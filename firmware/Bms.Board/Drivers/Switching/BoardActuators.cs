using Bms.Board.Ports;
using Bms.Core;

namespace Bms.Board.Drivers.Switching;

/// <summary>
/// Contactors and heater over digital outputs, bleed resistors over the measuring chip. Opening goes first: main before precharge, both
/// before anything is switched on. A line is driven in every step, changed or not, so that one that was disturbed does not stay so.
/// </summary>
public sealed class BoardActuators : IActuators
{
    private readonly SwitchingSettings _lines;

    /// <summary>Makes the actuators; nothing is driven yet.</summary>
    public BoardActuators(SwitchingSettings lines)
    {
        _lines = lines;
    }

    /// <inheritdoc/>
    public void Act(Commands commands)
    {
        SwitchingSettings lines = _lines;
        bool main = commands.MainContactorsClosed;
        bool precharge = commands.PrechargeClosed;
        bool zero = commands.ZeroCurrentRequested;
        if (zero)
            Set(lines.ZeroCurrent, true);
        if (!main)
            Set(lines.Main, false);
        if (!precharge)
            Set(lines.Precharge, false);
        Set(lines.Heater, commands.HeaterOn);
        if (main)
            Set(lines.Main, true);
        if (precharge)
            Set(lines.Precharge, true);
        if (!zero)
            Set(lines.ZeroCurrent, false);
        IBleedSwitches? bleeds = lines.Bleeds;
        if (bleeds != null)
            bleeds.Bleed(commands.BleedGroup);
    }

    /// <inheritdoc/>
    public void Release()
    {
        SwitchingSettings lines = _lines;
        Set(lines.ZeroCurrent, true);
        Set(lines.Main, false);
        Set(lines.Precharge, false);
        Set(lines.Heater, false);
        IBleedSwitches? bleeds = lines.Bleeds;
        if (bleeds != null)
            bleeds.StopBleeding();
    }

    private static void Set(IDigitalOutput? line, bool active)
    {
        if (line != null)
            line.Set(active);
    }
}

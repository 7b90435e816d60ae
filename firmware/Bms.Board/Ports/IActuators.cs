using Bms.Core;

namespace Bms.Board.Ports;

/// <summary>What a board does: contactors, heater, bleed resistors.</summary>
public interface IActuators
{
    /// <summary>Does what the commands say. Called after every step.</summary>
    void Act(Commands commands);

    /// <summary>Opens and switches off everything, whatever was commanded.</summary>
    void Release();
}

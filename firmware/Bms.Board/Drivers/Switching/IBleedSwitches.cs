namespace Bms.Board.Drivers.Switching;

/// <summary>A measuring chip that has the bleed resistors' switches.</summary>
public interface IBleedSwitches
{
    /// <summary>Sets which groups are to bleed; it reaches the chip with its next measurement.</summary>
    /// <param name="groups">One for each group.</param>
    void Bleed(bool[] groups);

    /// <summary>Switches all of them off.</summary>
    void StopBleeding();
}

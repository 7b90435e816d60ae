namespace Bms.Board.Ports;

/// <summary>A line that is driven.</summary>
public interface IDigitalOutput
{
    /// <summary>Drives the line: true for what its name says, whatever level that is.</summary>
    void Set(bool active);
}

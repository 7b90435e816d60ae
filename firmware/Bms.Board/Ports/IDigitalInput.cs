namespace Bms.Board.Ports;

/// <summary>A line that is read.</summary>
public interface IDigitalInput
{
    /// <summary>True while the line says what its name says, whatever level that is.</summary>
    bool Active { get; }
}

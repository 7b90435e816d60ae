namespace Bms.Board.Drivers.Inverters;

/// <summary>Whose frames are sent.</summary>
public enum InverterKind
{
    /// <summary>Pylontech protocol V1.2.</summary>
    Pylontech = 0,

    /// <summary>SMA, FSS-ConnectingBat.</summary>
    Sma = 1,

    /// <summary>Victron: the frames 0x351, 0x355, 0x356, 0x35A and its own from 0x370 on.</summary>
    Victron = 2,
}

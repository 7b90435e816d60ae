namespace Bms.Core.Measurement;

/// <summary>Why a channel that is valid, fresh and within its range is not believed.</summary>
public enum ChannelFault
{
    /// <summary>It is believed.</summary>
    None = 0,

    /// <summary>It moved further between two looks than it can, twice.</summary>
    Jump = 1,

    /// <summary>It stands still while its neighbours or the current move.</summary>
    Stuck = 2,

    /// <summary>A sense wire beside it is open.</summary>
    OpenWire = 3,

    /// <summary>Its samples come in the wrong order.</summary>
    OutOfOrder = 4,

    /// <summary>It comes and goes.</summary>
    Intermittent = 5,
}

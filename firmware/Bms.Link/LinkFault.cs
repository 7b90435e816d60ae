namespace Bms.Link;

/// <summary>Why an exchange failed. The numbers are stable.</summary>
public enum LinkFault
{
    /// <summary>It did not.</summary>
    None = 0,

    /// <summary>No session is open, or another one: the board has been reset, or somebody else has opened one.</summary>
    NoSession = 1,

    /// <summary>The exchange is neither the next one nor the last one again.</summary>
    Sequence = 2,

    /// <summary>A part came that is not the next of its message, or the message is too long.</summary>
    Parts = 3,

    /// <summary>Nobody knows this kind of message.</summary>
    UnknownKind = 4,

    /// <summary>The message's content is not what its kind asks for.</summary>
    Content = 5,

    /// <summary>The other side speaks another version of the link. Detail: its version.</summary>
    Version = 6,

    /// <summary>Not possible now: no pack image, no controller, a run in progress, or live mode.</summary>
    NotNow = 7,

    /// <summary>The board has not got it.</summary>
    NotThere = 8,

    /// <summary>No answer after all tries. Found by the asking side.</summary>
    Silence = 20,

    /// <summary>An answer that does not belong to the request. Found by the asking side.</summary>
    WrongAnswer = 21,
}

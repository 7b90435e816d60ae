namespace Bms.Link;

/// <summary>What a message asks for. An answer's kind is the request's with <see cref="Answer"/> added. The numbers are stable.</summary>
public enum MessageKind
{
    /// <summary>Opens a session; who is there, and does every byte value come through.</summary>
    Hello = 1,

    /// <summary>Hands a pack image over in pieces.</summary>
    Load = 2,

    /// <summary>One step's measurements; answered by what the controller decided.</summary>
    Step = 3,

    /// <summary>Makes something inside the board go wrong; in harness mode only.</summary>
    Fault = 4,

    /// <summary>Reads or hands over the estimation state.</summary>
    Snapshot = 5,

    /// <summary>Reads the event ring.</summary>
    Events = 6,

    /// <summary>Reads the lifetime record.</summary>
    Lifetime = 7,

    /// <summary>Starts the conformance run, asks how far it is, reads its checkpoints.</summary>
    Conformance = 8,

    /// <summary>Makes the controller anew, or restarts the board.</summary>
    Reset = 9,

    /// <summary>Sets and reads the calendar time.</summary>
    Time = 10,

    /// <summary>Reads what the board itself measures and does, without a step.</summary>
    Monitor = 11,

    /// <summary>Asks for the next part of an answer.</summary>
    Next = 12,

    /// <summary>Confirms a part of a request that is not its last.</summary>
    PartTaken = 0x7F,

    /// <summary>Added to a request's kind, it is the kind of the answer.</summary>
    Answer = 0x80,

    /// <summary>The request was refused; the answer says why (<see cref="LinkFault"/>).</summary>
    Refused = 0xFF,
}

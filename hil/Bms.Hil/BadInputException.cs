using System;

namespace Bms.Hil;

/// <summary>
/// Something the user gave cannot be used. The message is the one line that the user sees: what is wrong, where (file, line,
/// column, channel) and what was expected. The process then ends with exit code 2.
/// </summary>
public sealed class BadInputException : Exception
{
    public BadInputException()
        : this("bad input")
    {
    }

    public BadInputException(string message)
        : base(message)
    {
    }

    public BadInputException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

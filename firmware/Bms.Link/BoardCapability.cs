namespace Bms.Link;

/// <summary>What a board can do, one bit each in <see cref="Messages.HelloAnswer.Capabilities"/>.</summary>
public static class BoardCapability
{
    /// <summary>Takes injected measurements.</summary>
    public const int Harness = 1;

    /// <summary>Measures for itself.</summary>
    public const int Live = 2;

    /// <summary>Keeps data in non-volatile memory.</summary>
    public const int Memory = 4;

    /// <summary>Runs the conformance stimulus.</summary>
    public const int Conformance = 8;

    /// <summary>Takes faults into its inside.</summary>
    public const int Faults = 16;
}

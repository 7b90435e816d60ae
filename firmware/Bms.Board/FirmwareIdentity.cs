namespace Bms.Board;

/// <summary>Which firmware this is.</summary>
public static class FirmwareIdentity
{
    /// <summary>The digest of the quick conformance run that this firmware has to give; a test keeps it current.</summary>
    public const int QuickDigest = unchecked((int)0xFB614AAB);
}

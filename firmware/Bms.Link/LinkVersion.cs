namespace Bms.Link;

/// <summary>The version of everything that goes over the link; both sides must speak the same one.</summary>
public static class LinkVersion
{
    /// <summary>The version.</summary>
    public const int Number = 1;
}

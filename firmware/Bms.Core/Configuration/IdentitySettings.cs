namespace Bms.Core.Configuration;

/// <summary>Who the pack is, and which temperatures its lifetime record calls extreme.</summary>
public sealed class IdentitySettings
{
    /// <summary>Characters of a traceability code.</summary>
    public const int CodeLength = 24;

    /// <summary>The pack's code of GB/T 34014, 24 ASCII letters and digits; empty where it has none.</summary>
    public byte[] Code { get; init; } = new byte[0];

    /// <summary>The code of the product that this one was before its second use; empty where there was none.</summary>
    public byte[] Previous { get; init; } = new byte[0];

    /// <summary>Where in its life the pack is.</summary>
    public PackStatus Status { get; init; }

    /// <summary>Day of manufacture, counted from 1970-01-01; 0 where unknown.</summary>
    public int ManufacturedDay { get; init; }

    /// <summary>Day on which it was put into service, counted from 1970-01-01; 0 where unknown.</summary>
    public int ServiceDay { get; init; }

    /// <summary>Below this the pack is extremely cold, in centidegrees Celsius.</summary>
    public int ColdCentidegrees { get; init; }

    /// <summary>Above this the pack is extremely hot, in centidegrees Celsius.</summary>
    public int HotCentidegrees { get; init; } = 4500;
}

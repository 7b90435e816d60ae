using Bms.Core.Configuration;

namespace Bms.Link.Messages;

/// <summary>Who answers.</summary>
public sealed class HelloAnswer : LinkMessage
{
    /// <summary>The version that the board speaks.</summary>
    public int Version { get; set; } = LinkVersion.Number;

    /// <summary>Digest of the conformance run that the firmware was built with; tells one firmware from another.</summary>
    public int FirmwareDigest { get; set; }

    /// <summary>Checksum of the pack image in use; 0 where there is none.</summary>
    public int ImageChecksum { get; set; }

    /// <summary>What the board can do, <see cref="BoardCapability"/>.</summary>
    public int Capabilities { get; set; }

    /// <summary>Changes with each start of the board: another number than before says that it was reset.</summary>
    public int Boot { get; set; }

    /// <summary>Steps that the controller has taken since it was made; may wrap.</summary>
    public int Steps { get; set; }

    /// <summary>Series groups of the pack image in use, 0…32.</summary>
    public int SeriesGroups { get; set; }

    /// <summary>Temperature sensors, 0…16.</summary>
    public int TemperatureSensors { get; set; }

    /// <summary>Which inputs the image names.</summary>
    public int Auxiliaries { get; set; }

    /// <summary>The bytes that came in.</summary>
    public byte[] Echo { get; } = new byte[HelloRequest.MaximumEcho];

    /// <summary>How many there were.</summary>
    public int EchoLength { get; set; }

    internal override void Transfer(ImageArchive archive)
    {
        Version = archive.Byte(Version);
        FirmwareDigest = archive.Int32(FirmwareDigest);
        ImageChecksum = archive.Int32(ImageChecksum);
        Capabilities = archive.Int32(Capabilities);
        Boot = archive.Int32(Boot);
        Steps = archive.Int32(Steps);
        SeriesGroups = Within(archive.Byte(SeriesGroups), 0, PackConfiguration.MaximumSeriesGroups);
        TemperatureSensors = Within(archive.Byte(TemperatureSensors), 0, PackConfiguration.MaximumTemperatureSensors);
        Auxiliaries = archive.Int32(Auxiliaries);
        EchoLength = Run(archive, Echo, EchoLength);
    }
}

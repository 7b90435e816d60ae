using Bms.Core.Configuration;
using Bms.Core.Measurement;

namespace Bms.Link.Messages;

/// <summary>
/// One step's measurements. What it holds is the <see cref="Measurements"/> that it was made over; which channels there are follows from
/// the pack image, which both sides know.
/// </summary>
public sealed class StepRequest : LinkMessage
{
    private const int CurrentValid = 1;
    private const int ChargeValid = 2;
    private const int UnixValid = 4;
    private const int Close = 8;
    private const int LatchReset = 16;
    private const int Service = 32;
    private const int Shutdown = 64;
    private const int Ship = 128;

    // Of the second byte.
    private const int Charger = 1;
    private const int Storage = 2;
    private const int ChargeStop = 4;
    private const int HeaterSeen = 8;
    private const int HeaterValid = 16;
    private const int Mated = 32;
    private const int Reserve = 64;
    private const int KnownFurther = 127;

    private readonly Measurements _measurements;
    private readonly int _auxiliaries;

    /// <summary>Makes the message of one pack.</summary>
    /// <param name="measurements">What is written, and where it is read to.</param>
    /// <param name="auxiliaries">The inputs that the image names.</param>
    public StepRequest(Measurements measurements, int auxiliaries)
    {
        _measurements = measurements;
        _auxiliaries = auxiliaries;
    }

    /// <summary>The step's number, one more than the last one's: a step that comes again is not taken again.</summary>
    public int Number { get; set; }

    internal override void Transfer(ImageArchive archive)
    {
        Measurements values = _measurements;
        Number = archive.Int32(Number);
        values.NowMilliseconds = archive.Int32(values.NowMilliseconds);
        values.UnixMilliseconds = archive.Int64(values.UnixMilliseconds);
        Flags(archive, values);
        Further(archive, values);
        Cells(archive, values.CellMicrovolts);
        Validity(archive, values.CellValid);
        Ages(archive, values.CellAgeMilliseconds);
        int[] temperatures = values.TemperatureCentidegrees;
        for (int sensor = 0; sensor < temperatures.Length; sensor++)
            temperatures[sensor] = archive.Int16(temperatures[sensor]);
        Validity(archive, values.TemperatureValid);
        Ages(archive, values.TemperatureAgeMilliseconds);
        values.PackMicroamps = archive.Int32(values.PackMicroamps);
        values.PackCurrentAgeMilliseconds = archive.Int32(values.PackCurrentAgeMilliseconds);
        if (_auxiliaries != 0)
            Inputs(archive, values);
    }

    private void Inputs(ImageArchive archive, Measurements values)
    {
        int[] held = values.AuxiliaryValue;
        int[] ages = values.AuxiliaryAgeMilliseconds;
        bool[] valid = values.AuxiliaryValid;
        int bits = 0;
        for (int channel = 0; channel < valid.Length; channel++)
        {
            if (valid[channel])
                bits |= 1 << channel;
        }
        bits = archive.Int16(bits);
        for (int channel = 0; channel < held.Length; channel++)
        {
            if (((_auxiliaries >> channel) & 1) == 0)
                continue;
            valid[channel] = ((bits >> channel) & 1) != 0;
            held[channel] = archive.Int32(held[channel]);
            ages[channel] = archive.Int32(ages[channel]);
        }
        if (Has(AuxiliaryChannel.ChargeCounter))
            values.AccumulatedMicrocoulombs = archive.Int64(values.AccumulatedMicrocoulombs);
        if (Has(AuxiliaryChannel.AfeOpenWires))
            values.AfeOpenWires = archive.Int64(values.AfeOpenWires);
        if (!Has(AuxiliaryChannel.AfeReadBack))
            return;
        int[] thresholds = values.AfeThresholds;
        for (int index = 0; index < thresholds.Length; index++)
            thresholds[index] = archive.Int32(thresholds[index]);
    }

    private bool Has(AuxiliaryChannel channel) => ((_auxiliaries >> (int)channel) & 1) != 0;

    private static void Flags(ImageArchive archive, Measurements values)
    {
        int flags = (values.PackCurrentValid ? CurrentValid : 0)
            | (values.AccumulatedChargeValid ? ChargeValid : 0)
            | (values.UnixValid ? UnixValid : 0)
            | (values.CloseRequested ? Close : 0)
            | (values.LatchResetRequested ? LatchReset : 0)
            | (values.ServiceRequested ? Service : 0)
            | (values.ShutdownRequested ? Shutdown : 0)
            | (values.ShipRequested ? Ship : 0);
        flags = archive.Byte(flags);
        values.PackCurrentValid = (flags & CurrentValid) != 0;
        values.AccumulatedChargeValid = (flags & ChargeValid) != 0;
        values.UnixValid = (flags & UnixValid) != 0;
        values.CloseRequested = (flags & Close) != 0;
        values.LatchResetRequested = (flags & LatchReset) != 0;
        values.ServiceRequested = (flags & Service) != 0;
        values.ShutdownRequested = (flags & Shutdown) != 0;
        values.ShipRequested = (flags & Ship) != 0;
    }

    private void Further(ImageArchive archive, Measurements values)
    {
        int flags = (values.ChargerConnected ? Charger : 0)
            | (values.StorageChargeRequested ? Storage : 0)
            | (values.ChargeStopRequested ? ChargeStop : 0)
            | (values.HeaterFeedback ? HeaterSeen : 0)
            | (values.HeaterFeedbackValid ? HeaterValid : 0)
            | (values.Mated ? Mated : 0)
            | (values.ReserveRequested ? Reserve : 0);
        flags = Within(archive.Byte(flags), 0, KnownFurther);
        values.ChargerConnected = (flags & Charger) != 0;
        values.StorageChargeRequested = (flags & Storage) != 0;
        values.ChargeStopRequested = (flags & ChargeStop) != 0;
        values.HeaterFeedback = (flags & HeaterSeen) != 0;
        values.HeaterFeedbackValid = (flags & HeaterValid) != 0;
        values.Mated = (flags & Mated) != 0;
        values.ReserveRequested = (flags & Reserve) != 0;
    }

    private static void Cells(ImageArchive archive, int[] microvolts)
    {
        for (int group = 0; group < microvolts.Length; group++)
        {
            int counts = archive.Int16(MeasurementQuantiser.CountsOf(microvolts[group])) & 0xFFFF;
            microvolts[group] = counts * MeasurementQuantiser.CellCountMicrovolts;
        }
    }

    private static void Validity(ImageArchive archive, bool[] valid)
    {
        int bits = 0;
        for (int channel = 0; channel < valid.Length; channel++)
        {
            if (valid[channel])
                bits |= 1 << channel;
        }
        bits = archive.Int32(bits);
        for (int channel = 0; channel < valid.Length; channel++)
            valid[channel] = ((bits >> channel) & 1) != 0;
    }

    /// <summary>Mostly all channels of a family are equally old: then one age stands for all.</summary>
    private void Ages(ImageArchive archive, int[] ages)
    {
        bool same = true;
        for (int channel = 1; channel < ages.Length; channel++)
        {
            if (ages[channel] != ages[0])
                same = false;
        }
        same = Within(archive.Byte(same ? 1 : 0), 0, 1) != 0;
        int first = archive.Int32(ages[0]);
        ages[0] = first;
        for (int channel = 1; channel < ages.Length; channel++)
            ages[channel] = same ? first : archive.Int32(ages[channel]);
    }
}

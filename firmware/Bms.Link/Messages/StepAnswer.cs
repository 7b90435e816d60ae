using Bms.Core;
using Bms.Core.Charging;
using Bms.Core.Configuration;
using Bms.Core.Contactors;
using Bms.Core.Estimation;
using Bms.Core.Numerics;
using Bms.Core.Protection;

namespace Bms.Link.Messages;

/// <summary>What the controller decided in a step. Floats go by their exact bits.</summary>
public sealed class StepAnswer : LinkMessage
{
    private const int Main = 1;
    private const int Precharge = 2;
    private const int Zero = 4;
    private const int Heater = 8;
    private const int ReadBack = 16;
    private const int Cooling = 32;
    private const int Charger = 64;
    private const int KnownFlags = 127;
    private const int LevelsPerByte = 4;

    private readonly StepOutputs _outputs;

    /// <summary>Makes the message.</summary>
    /// <param name="outputs">What is written, and where it is read to.</param>
    public StepAnswer(StepOutputs outputs)
    {
        _outputs = outputs;
    }

    /// <summary>The number of the step that this answers.</summary>
    public int Number { get; set; }

    /// <summary>The time that the step took on the board, in microseconds; 0 where its clock is too coarse to tell.</summary>
    public int StepMicroseconds { get; set; }

    /// <summary>Events since the last answer, the oldest first.</summary>
    public EventRun Events { get; } = new EventRun();

    /// <summary>How many events there have been in all; more than came means: ask for the rest.</summary>
    public int EventTotal { get; set; }

    internal override void Transfer(ImageArchive archive)
    {
        StepOutputs values = _outputs;
        Number = archive.Int32(Number);
        StepMicroseconds = archive.Int32(StepMicroseconds);
        Flags(archive, values);
        values.Mode = (PackMode)Within(archive.Byte((int)values.Mode), 0, byte.MaxValue);
        values.FailedStage = (ControllerStage)archive.Byte((int)values.FailedStage);
        values.ChargeLimitMicroamps = archive.Int32(values.ChargeLimitMicroamps);
        values.DischargeLimitMicroamps = archive.Int32(values.DischargeLimitMicroamps);
        values.BleedingGroups = archive.Int32(values.BleedingGroups);
        values.ChargePhase = (ChargePhase)archive.Byte((int)values.ChargePhase);
        values.ChargerPackMicrovolts = archive.Int32(values.ChargerPackMicrovolts);
        values.ChargerMicroamps = archive.Int32(values.ChargerMicroamps);
        values.Soc = Number32(archive, values.Soc);
        values.SocSigma = Number32(archive, values.SocSigma);
        values.PredictedVolts = Number32(archive, values.PredictedVolts);
        values.Reason = (CorrectionReason)archive.Byte((int)values.Reason);
        Levels(archive, values.Levels);
        EventTotal = Within(archive.Int32(EventTotal), 0, int.MaxValue);
        if (!Events.Transfer(archive))
            Within(1, 0, 0);
    }

    private void Flags(ImageArchive archive, StepOutputs values)
    {
        int flags = (values.MainContactorsClosed ? Main : 0)
            | (values.PrechargeClosed ? Precharge : 0)
            | (values.ZeroCurrentRequested ? Zero : 0)
            | (values.HeaterOn ? Heater : 0)
            | (values.AfeReadBackRequested ? ReadBack : 0)
            | (values.CoolingOn ? Cooling : 0)
            | (values.ChargerEnabled ? Charger : 0);
        flags = Within(archive.Byte(flags), 0, KnownFlags);
        values.MainContactorsClosed = (flags & Main) != 0;
        values.PrechargeClosed = (flags & Precharge) != 0;
        values.ZeroCurrentRequested = (flags & Zero) != 0;
        values.HeaterOn = (flags & Heater) != 0;
        values.AfeReadBackRequested = (flags & ReadBack) != 0;
        values.CoolingOn = (flags & Cooling) != 0;
        values.ChargerEnabled = (flags & Charger) != 0;
    }

    private static float Number32(ImageArchive archive, float value) => FloatBits.From(archive.Int32(FloatBits.Of(value)));

    /// <summary>Four levels a byte.</summary>
    private static void Levels(ImageArchive archive, byte[] levels)
    {
        for (int first = 0; first < levels.Length; first += LevelsPerByte)
        {
            int packed = 0;
            int count = levels.Length - first < LevelsPerByte ? levels.Length - first : LevelsPerByte;
            for (int index = 0; index < count; index++)
                packed |= levels[first + index] << (2 * index);
            packed = archive.Byte(packed);
            for (int index = 0; index < count; index++)
                levels[first + index] = (byte)((packed >> (2 * index)) & ProtectionStage.LevelTrip);
        }
    }
}

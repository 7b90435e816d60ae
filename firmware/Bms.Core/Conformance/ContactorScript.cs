using Bms.Core.Configuration;
using Bms.Core.Contactors;
using Bms.Core.Measurement;

namespace Bms.Core.Conformance;

/// <summary>
/// Leads a pack through every mode: a link that charges and one that does not, contacts that obey, stick and weld, cold, service,
/// shutdown and shipping. The link and the contacts follow the commands of the step before.
/// </summary>
public sealed class ContactorScript
{
    /// <summary>How many steps it takes.</summary>
    public const int Steps = 420;

    private const int LoadMicroamps = -2000000;

    private readonly Measurements _measurements;
    private readonly RowScript _quiet;
    private readonly int[] _stringMicrovolts = new int[3];
    private readonly bool[] _stringReady = new bool[3];
    private readonly bool[] _stringClosed = new bool[3];
    private int _linkMicrovolts;

    /// <summary>Prepares to fill one pack's measurements.</summary>
    public ContactorScript(Measurements measurements, RowScript quiet)
    {
        _measurements = measurements;
        _quiet = quiet;
    }

    /// <summary>Fills the next step's measurements.</summary>
    public void Next(int step, Commands commands)
    {
        _quiet.Quiet();
        int pack = _measurements.AuxiliaryValue[(int)AuxiliaryChannel.PackMicrovolts];
        bool broken = step >= 60 && step < 100;
        if (commands.MainContactorsClosed)
            _linkMicrovolts = pack;
        else if (commands.PrechargeClosed && !broken)
            _linkMicrovolts += (pack - _linkMicrovolts) / 2;
        else
            _linkMicrovolts /= 2;
        int contacts = commands.MainContactorsClosed ? 1 : 0;
        if (step >= 150 && step < 170)
            contacts = 0;
        if (step >= 200 && step < 215)
            contacts = 1;
        _measurements.AuxiliaryValue[(int)AuxiliaryChannel.LinkMicrovolts] = _linkMicrovolts;
        _measurements.AuxiliaryValue[(int)AuxiliaryChannel.ContactorFeedback] = contacts;
        if (commands.MainContactorsClosed && step % 30 >= 10)
            Flow(step % 60 < 30 ? LoadMicroamps : 1000000);
        if (step >= 230 && step < 240)
            Flow(1000000);
        Ask(step);
        if ((step >= 270 && step < 282) || (step >= 310 && step < 350))
        {
            for (int sensor = 0; sensor < _measurements.TemperatureCentidegrees.Length; sensor++)
                _measurements.TemperatureCentidegrees[sensor] = -800;
        }
    }

    /// <summary>Lets three strings close one after another, and folds which of them may.</summary>
    public void StepStrings(ParallelStrings strings, DigestFold digest, int step)
    {
        for (int index = 0; index < _stringMicrovolts.Length; index++)
        {
            _stringMicrovolts[index] = 14000000 + (index * (step < 200 ? 150000 : 900000));
            _stringReady[index] = step % 40 > index * 5;
        }
        strings.Step(_stringMicrovolts, _stringReady, _stringClosed, 14100000, (step / 100 & 1) != 0, 100);
        for (int index = 0; index < _stringClosed.Length; index++)
        {
            _stringClosed[index] = strings.MayClose(index) && step % 60 != 59;
            digest.Add(_stringClosed[index] ? 1 : 0);
        }
    }

    private void Flow(int microamps)
    {
        _measurements.PackMicroamps = microamps;
        _measurements.AuxiliaryValue[(int)AuxiliaryChannel.RedundantMicroamps] = microamps;
    }

    private void Ask(int step)
    {
        _measurements.LatchResetRequested = step == 15 || step == 110 || step == 180 || step == 225 || step == 250 || step == 370;
        _measurements.CloseRequested = !(step >= 50 && step < 58) && !(step >= 196 && step < 220);
        _measurements.ServiceRequested = step >= 120 && step < 125;
        _measurements.ShutdownRequested = step >= 130 && step < 135;
        _measurements.ShipRequested = step >= 410;
        if (step == 190)
            _measurements.AuxiliaryValue[(int)AuxiliaryChannel.LeakDetected] = 1;
    }
}

using Bms.Board.Ports;

namespace Bms.Board.Drivers.Ltc681x;

/// <summary>
/// Commands and register groups of a daisy chain (LTC6811 data sheet rev. C, tables 36…39): every command carries a PEC, every group of six
/// bytes another; a write sends the last chip's group first, a read brings the first chip's first.
/// </summary>
public sealed class Ltc681xChain
{
    /// <summary>Bytes in a register group.</summary>
    public const int GroupBytes = 6;

    /// <summary>Write the configuration.</summary>
    public const int WriteConfiguration = 0x001;

    /// <summary>Read the configuration.</summary>
    public const int ReadConfiguration = 0x002;

    /// <summary>Read cells 1…3; 4…6, 7…9 and 10…12 are the next even codes.</summary>
    public const int ReadCellsA = 0x004;

    /// <summary>Read GPIO1…3; GPIO4, GPIO5 and VREF2 are the next even code.</summary>
    public const int ReadAuxiliaryA = 0x00C;

    /// <summary>Measure all cells in the 7 kHz mode, bleed switches off meanwhile: ADCV with MD = 10, DCP = 0, CH = 000.</summary>
    public const int MeasureCells = 0x360;

    /// <summary>Measure all GPIOs and VREF2 in the 7 kHz mode: ADAX with MD = 10, CHG = 000.</summary>
    public const int MeasureAuxiliaries = 0x560;

    /// <summary>Measure all cells with 100 µA drawn out of the inputs: ADOW with MD = 10, PUP = 0, DCP = 0, CH = 000.</summary>
    public const int MeasurePulledDown = 0x328;

    /// <summary>The same with 100 µA driven into them: PUP = 1.</summary>
    public const int MeasurePulledUp = 0x368;

    private const int CommandBytes = 4;
    private const int PecBytes = 2;

    private readonly ISpiBus _bus;
    private readonly IClock _clock;
    private readonly int _chips;
    private readonly byte[] _out;
    private readonly byte[] _in;

    /// <summary>Makes the access to a chain.</summary>
    /// <param name="bus">The bus, with the isoSPI adapter if there is one.</param>
    /// <param name="clock">Time, for waking.</param>
    /// <param name="chips">Chips in the chain, 1…8.</param>
    public Ltc681xChain(ISpiBus bus, IClock clock, int chips)
    {
        _bus = bus;
        _clock = clock;
        _chips = chips;
        _out = new byte[CommandBytes + (chips * (GroupBytes + PecBytes))];
        _in = new byte[_out.Length];
        Data = new byte[chips * GroupBytes];
        Good = new bool[chips];
    }

    /// <summary>The groups that were read or are to be written, six bytes for each chip from the first one up.</summary>
    public byte[] Data { get; }

    /// <summary>Which chips' groups of the last read had their right code.</summary>
    public bool[] Good { get; }

    /// <summary>Read groups with a wrong code, and transfers that failed; may wrap.</summary>
    public int Errors { get; private set; }

    /// <summary>
    /// Wakes all chips: one falling select line for each of them, for the pulse wakes only the next one (data sheet, waking a daisy chain).
    /// </summary>
    /// <param name="asleep">True where the chips may sleep and need tWAKE (400 µs) each, rather than tREADY (10 µs).</param>
    public void Wake(bool asleep)
    {
        for (int chip = 0; chip < _chips; chip++)
        {
            _out[0] = 0xFF;
            _bus.Transfer(_out, _in, 1);
            if (asleep)
                _clock.Wait(1);
        }
    }

    /// <summary>Sends a command that has no data.</summary>
    public bool Send(int command)
    {
        Put(command);
        return Note(_bus.Transfer(_out, _in, CommandBytes));
    }

    /// <summary>Reads a register group of every chip into <see cref="Data"/>; true where all of them are good.</summary>
    public bool Read(int command)
    {
        Put(command);
        for (int index = CommandBytes; index < _out.Length; index++)
            _out[index] = 0xFF;
        bool all = Note(_bus.Transfer(_out, _in, _out.Length));
        bool sent = all;
        for (int chip = 0; chip < _chips; chip++)
        {
            int at = CommandBytes + (chip * (GroupBytes + PecBytes));
            int pec = (_in[at + GroupBytes] << 8) | _in[at + GroupBytes + 1];
            bool good = sent && Pec15.Of(_in, at, GroupBytes) == pec;
            Good[chip] = good;
            if (sent && !Note(good))
                all = false;
            for (int index = 0; index < GroupBytes; index++)
                Data[(chip * GroupBytes) + index] = _in[at + index];
        }
        return all;
    }

    /// <summary>Writes a register group of every chip from <see cref="Data"/>.</summary>
    public bool Write(int command)
    {
        Put(command);
        int at = CommandBytes;
        for (int chip = _chips - 1; chip >= 0; chip--)
        {
            for (int index = 0; index < GroupBytes; index++)
                _out[at + index] = Data[(chip * GroupBytes) + index];
            PutPec(at, GroupBytes);
            at += GroupBytes + PecBytes;
        }
        return Note(_bus.Transfer(_out, _in, _out.Length));
    }

    private void Put(int command)
    {
        _out[0] = (byte)(command >> 8);
        _out[1] = (byte)command;
        PutPec(0, 2);
    }

    private void PutPec(int offset, int count)
    {
        int pec = Pec15.Of(_out, offset, count);
        _out[offset + count] = (byte)(pec >> 8);
        _out[offset + count + 1] = (byte)pec;
    }

    private bool Note(bool good)
    {
        if (!good)
            Errors = unchecked(Errors + 1);
        return good;
    }
}

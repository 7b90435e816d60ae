using Bms.Board.Ports;
using Bms.Core;
using Bms.Core.Configuration;
using Bms.Core.Conformance;
using Bms.Core.Measurement;
using Bms.Link;
using Bms.Link.Messages;

namespace Bms.Board;

/// <summary>
/// The application of a board: one loop that serves the link, measures, lets the controller decide, acts, and kicks the watchdog. In live
/// mode the board measures for itself; in harness mode it takes the measurements of each step from the link, and nothing is driven
/// unless the board is armed.
/// </summary>
/// <remarks>
/// <see cref="Turn"/> never waits and allocates nothing. What has to allocate (a new controller, the conformance run) is left to
/// <see cref="Work"/>, which the loop calls between turns where <see cref="NeedsWork"/> says so.
/// </remarks>
public sealed partial class BoardApplication
{
    private readonly BoardSettings _settings;
    private readonly IClock _clock;
    private readonly IWatchdog _watchdog;
    private readonly ILinkPort _port;
    private readonly IMeasurementSource? _source;
    private readonly IActuators _actuators;
    private readonly IDigitalInput? _armed;
    private readonly LinkServer _server;
    private readonly byte[] _received = new byte[64];
    private readonly ImageLoad _load = new ImageLoad();
    private readonly StepOutputs _outputs = new StepOutputs();
    private PackConfiguration? _configuration;
    private PackController? _controller;
    private Measurements? _measurements;
    private int _imageChecksum;
    private PackFault _imageFault;
    private int _imageDetail;
    private bool _live;
    private int _lastStepMilliseconds;
    private bool _stepped;
    private bool _halted;

    /// <summary>Makes the application; without an image it waits for one.</summary>
    /// <param name="settings">How the loop runs.</param>
    /// <param name="clock">Time.</param>
    /// <param name="watchdog">The watchdog.</param>
    /// <param name="port">The line to the PC.</param>
    /// <param name="source">What the board measures for itself; null for a board that has only the harness.</param>
    /// <param name="actuators">What it drives.</param>
    /// <param name="armed">Whether the harness may drive it too; null for never.</param>
    public BoardApplication(
        BoardSettings settings,
        IClock clock,
        IWatchdog watchdog,
        ILinkPort port,
        IMeasurementSource? source,
        IActuators actuators,
        IDigitalInput? armed)
    {
        _settings = settings;
        _clock = clock;
        _watchdog = watchdog;
        _port = port;
        _source = source;
        _actuators = actuators;
        _armed = armed;
        _server = new LinkServer(new BoardService(this));
        _actuators.Release();
    }

    /// <summary>The controller; null without an image.</summary>
    public PackController? Controller => _controller;

    /// <summary>True in live mode.</summary>
    public bool Live => _live;

    /// <summary>Steps that began later than a whole period after their time; may wrap.</summary>
    public int OverRuns { get; private set; }

    /// <summary>Time that the last step took, in microseconds.</summary>
    public int StepMicroseconds { get; private set; }

    /// <summary>Steps since the controller was made; may wrap.</summary>
    public int Steps { get; private set; }

    /// <summary>True while something waits for <see cref="Work"/>.</summary>
    public bool NeedsWork { get; private set; }

    /// <summary>True once the board has asked to be reset: the loop ends.</summary>
    public bool Halted => _halted;

    /// <summary>Takes a pack image at the start; whether it is used is in the answer, and the reason in <see cref="ImageFault"/>.</summary>
    public bool TakeImage(byte[] image)
    {
        PackImage read = PackImage.Read(image);
        _imageFault = read.Fault;
        _imageDetail = read.Detail;
        PackConfiguration? configuration = read.Configuration;
        if (configuration == null)
            return false;
        int end = image.Length - sizeof(int);
        _imageChecksum = image[end] | (image[end + 1] << 8) | (image[end + 2] << 16) | (image[end + 3] << 24);
        _configuration = configuration;
        Remake(_settings.StartsLive && _source != null);
        return true;
    }

    /// <summary>Why the last image was refused.</summary>
    public PackFault ImageFault => _imageFault;

    /// <summary>One turn of the loop.</summary>
    public void Turn()
    {
        if (_halted)
            return;
        ServeLink();
        if (_live && !NeedsWork)
            StepLive();
        _watchdog.Kick();
    }

    /// <summary>Takes one step with what stands in the measurements.</summary>
    internal void Step(PackController controller, Measurements measurements)
    {
        int begun = _clock.NowMicroseconds;
        if (_slowMilliseconds > 0)
            _clock.Wait(_slowMilliseconds);
        if (_throws)
        {
            _throws = false;
            controller.Step(null!);
        }
        else
        {
            controller.Step(measurements);
        }
        StepMicroseconds = unchecked(_clock.NowMicroseconds - begun);
        Steps = unchecked(Steps + 1);
        _stepped = true;
        _outputs.Take(controller);
        if (_live || (_armed != null && _armed.Active))
            _actuators.Act(controller.Commands);
        else
            _actuators.Release();
    }

    /// <summary>Forgets the controller and makes one anew. Allocates.</summary>
    private void Remake(bool live)
    {
        PackConfiguration? configuration = _configuration;
        if (configuration == null)
            return;
        _actuators.Release();
        PackController controller = new PackController(configuration);
        Measurements measurements = new Measurements(configuration.SeriesGroups, configuration.TemperatureSensors);
        _controller = controller;
        _measurements = measurements;
        _stepRequest = new StepRequest(measurements, configuration.Auxiliaries);
        _stepAnswer = new StepAnswer(_outputs);
        _monitorAnswer = new MonitorAnswer(_stepRequest, _stepAnswer);
        _live = live;
        _stepped = false;
        _eventsSent = 0;
        _slowMilliseconds = 0;
        Steps = 0;
        OverRuns = 0;
        if (live && _source != null)
            _source.Prepare(controller);
    }

    private void ServeLink()
    {
        int left = _settings.LinkBytesPerTurn;
        while (left > 0 && !NeedsWork)
        {
            int count = _port.Read(_received, left < _received.Length ? left : _received.Length);
            if (count <= 0)
                return;
            left -= count;
            for (int index = 0; index < count; index++)
            {
                int answer = _server.Take(_received[index]);
                if (answer > 0)
                    _port.Write(_server.Wire, answer);
            }
        }
    }

    private void StepLive()
    {
        PackController? controller = _controller;
        Measurements? measurements = _measurements;
        if (controller == null || measurements == null || _source == null)
            return;
        int now = _clock.NowMilliseconds;
        int since = unchecked(now - _lastStepMilliseconds);
        int period = _settings.PeriodMilliseconds;
        if (_stepped && since < period)
            return;
        if (_stepped && since >= 2 * period)
            OverRuns = unchecked(OverRuns + 1);
        // Steps keep to their grid, but what was missed is not made good in a hurry.
        _lastStepMilliseconds = _stepped && since < 2 * period ? unchecked(_lastStepMilliseconds + period) : now;
        measurements.NowMilliseconds = now;
        measurements.UnixValid = _unixValid;
        measurements.UnixMilliseconds = _unixValid ? _unixMilliseconds + unchecked(now - _unixAtMilliseconds) : 0;
        _source.Measure(measurements, now);
        Step(controller, measurements);
    }
}

using Bms.Core.Conformance;
using Bms.Link.Messages;

namespace Bms.Board;

/// <content>What is asked for over the link and done between turns.</content>
public sealed partial class BoardApplication : IConformanceObserver
{
    private bool _usePending;
    private bool _resetPending;
    private ResetScope _resetScope;
    private bool _socStated;
    private float _soc;
    private bool _conformancePending;
    private bool _conformanceQuick;
    private ConformanceRun? _conformance;
    private bool _conformanceRunning;
    private bool _throws;
    private int _slowMilliseconds;
    private long _unixMilliseconds;
    private int _unixAtMilliseconds;
    private bool _unixValid;

    /// <summary>Does what waits; may allocate and take its time, but goes on serving the link.</summary>
    public void Work()
    {
        NeedsWork = false;
        if (_usePending)
        {
            _usePending = false;
            Use();
        }
        if (_resetPending)
        {
            _resetPending = false;
            Restart();
        }
        if (_conformancePending)
        {
            _conformancePending = false;
            RunConformance();
        }
    }

    /// <summary>A step of the conformance run: the link wants to be served meanwhile, and the watchdog kicked.</summary>
    public void OnStep()
    {
        ServeLink();
        _watchdog.Kick();
    }

    private void Use()
    {
        byte[] image = new byte[_load.Length];
        for (int index = 0; index < image.Length; index++)
            image[index] = _load.Bytes[index];
        _load.Forget();
        TakeImage(image);
    }

    private void Restart()
    {
        if (_resetScope == ResetScope.Board)
        {
            _actuators.Release();
            _halted = true;
            _watchdog.Reset();
            return;
        }
        Remake(_resetScope == ResetScope.Live);
        if (_socStated && _controller != null)
            _controller.Estimation.Start(_soc);
    }

    private void RunConformance()
    {
        // Nothing is controlled meanwhile.
        _actuators.Release();
        _live = false;
        ConformanceRun run = new ConformanceRun(_conformanceQuick, this);
        _conformance = run;
        _conformanceRunning = true;
        run.Run();
        _conformanceRunning = false;
    }
}

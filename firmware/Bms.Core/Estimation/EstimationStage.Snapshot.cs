using Bms.Core.Numerics;

namespace Bms.Core.Estimation;

/// <content>Snapshot and restore of the estimation state.</content>
public sealed partial class EstimationStage
{
    /// <summary>Off time that nobody knows.</summary>
    public const long UnknownOffTime = -1;

    /// <summary>In a shorter time off nobody changes cells: the estimate goes on without being judged, in milliseconds.</summary>
    public const long SoonMilliseconds = 10000;

    /// <summary>After a longer time off a rested voltage is an open-circuit voltage, in milliseconds.</summary>
    public const long SettledMilliseconds = 3600000;

    // Self-discharge and what a board draws while it sleeps, one sigma of SOC a day; off for an unknown time is taken as a month.
    private const float DriftPerDay = 0.001f;
    private const float UnknownDays = 30f;
    private const float DaysPerMillisecond = 1f / 86400000f;
    private const float HoursPerMillisecond = 1f / 3600000f;

    // Longer than any pack is left lying: ten years.
    private const long LongestOffMilliseconds = 315360000000;
    private const int LargestCentidegrees = 1000000;
    private const float WholeSoc = 0.5f;

    private readonly SnapshotTrial _trial;
    private readonly SnapshotFormat _format;
    private ISnapshotPart? _later;

    // Restored, and no step taken since; and of that, before the time off is known.
    private bool _restored;
    private bool _resumes;
    private bool _offTimeKnown;
    private bool _offTimeLong;

    /// <summary>Room that every snapshot of this pack fits in, in bytes.</summary>
    public int SnapshotLength { get; }

    /// <summary>Lets a snapshot carry the state of later stages too. Before the first step.</summary>
    public void Carry(ISnapshotPart later) => _later = later;

    /// <summary>True after a restore until the first voltages have been judged; until then they correct nothing.</summary>
    public bool OnTrial => _trial.Running;

    /// <summary>True after a restore until <see cref="Resume"/> has told the time off.</summary>
    public bool AwaitsOffTime => _resumes;

    /// <summary>Whether a restored state has been away for a time other than 0: what lies beyond its end is then unknown.</summary>
    public bool WasOff { get; private set; }

    /// <summary>
    /// Writes the estimation state, to be taken up by <see cref="Restore"/> after a restart; returns its length in bytes, or 0 where there
    /// is no estimate yet, a restored one has not been judged, or the room is too small. Nothing is allocated.
    /// </summary>
    /// <param name="bytes">Room, <see cref="SnapshotFormat.MaximumLength"/> is always enough.</param>
    /// <param name="unixMilliseconds">Calendar time now, in milliseconds since 1970-01-01 UTC.</param>
    /// <param name="unixValid">Whether it is known.</param>
    /// <param name="uncountedMilliseconds">
    /// For how long the pack may go on under load after this snapshot, with no later one: 0 for the last one of an orderly end, else the
    /// time between two snapshots.
    /// </param>
    public int Snapshot(byte[] bytes, long unixMilliseconds, bool unixValid, int uncountedMilliseconds)
    {
        if (!_started || !_ran || _trial.Running || _resumes)
            return 0;
        _format.UnixValid = unixValid && unixMilliseconds >= 0 && unixMilliseconds <= SnapshotFormat.LatestUnixMilliseconds;
        _format.UnixMilliseconds = _format.UnixValid ? unixMilliseconds : 0;
        _format.UncountedMilliseconds = (int)IntegerMath.Clamp(uncountedMilliseconds, 0, SnapshotFormat.LongestUncountedMilliseconds);
        return _format.Write(bytes, this);
    }

    /// <summary>
    /// Takes a snapshot up, before the first step. It is judged as a whole; where it is refused nothing changes. The estimate goes on once
    /// <see cref="Resume"/> has told the time off.
    /// </summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="length">How many of them are the snapshot.</param>
    public SnapshotFault Restore(byte[] bytes, int length)
    {
        if (_ran || _restored)
            return SnapshotFault.TooLate;
        SnapshotFault fault = _format.Read(bytes, length, this);
        if (fault != SnapshotFault.None)
            return fault;
        _started = true;
        _restored = true;
        _resumes = true;
        _reason = CorrectionReason.None;
        return SnapshotFault.None;
    }

    /// <summary>The time off by the calendar, in milliseconds; <see cref="UnknownOffTime"/> where either end of it is not known, or they contradict.</summary>
    /// <param name="unixMilliseconds">Calendar time now, in milliseconds since 1970-01-01 UTC.</param>
    /// <param name="unixValid">Whether it is known.</param>
    public long OffTime(long unixMilliseconds, bool unixValid)
    {
        if (!unixValid || !_format.UnixValid || unixMilliseconds < _format.UnixMilliseconds)
            return UnknownOffTime;
        long off = unixMilliseconds - _format.UnixMilliseconds;
        return off <= LongestOffMilliseconds ? off : UnknownOffTime;
    }

    /// <summary>Tells how long nothing was measured since the snapshot; the first step then goes on from there.</summary>
    /// <param name="offMilliseconds">The time off; negative where it is not known. With 0 it is as if nothing had happened.</param>
    public void Resume(long offMilliseconds)
    {
        if (!_resumes)
            return;
        _resumes = false;
        if (offMilliseconds == 0)
            return;
        WasOff = true;
        bool known = offMilliseconds > 0 && offMilliseconds <= LongestOffMilliseconds;
        _offTimeKnown = known;
        _offTimeLong = known && offMilliseconds >= SettledMilliseconds;
        float days = known ? IntegerMath.ToFloat(offMilliseconds) * DaysPerMillisecond : UnknownDays;
        int uncounted = _format.UncountedMilliseconds;
        if (known && offMilliseconds < uncounted)
            uncounted = (int)offMilliseconds;
        float drift = days * DriftPerDay;
        // As over a gap: without a current anything up to 1 C may have flowed.
        float unseen = uncounted * HoursPerMillisecond;
        float unknown = FloatMath.Sqrt((drift * drift) + (unseen * unseen));
        Estimator.Resume(known ? IntegerMath.ToFloat(offMilliseconds) * 1e-3f : -1f, unknown < WholeSoc ? unknown : WholeSoc);
        _later?.Resume(known ? IntegerMath.ToFloat(offMilliseconds) * 1e-3f : -1f);
        _anchors.Forget();
        DropWindow();
        if (!known || offMilliseconds > SoonMilliseconds)
            _trial.Begin(known);
    }

    /// <summary>Walks the state through an archive.</summary>
    internal void Transfer(StateArchive archive)
    {
        Estimator.Transfer(archive);
        _anchors.Transfer(archive);
        int centidegrees = archive.Whole(_model.Centidegrees, -LargestCentidegrees, LargestCentidegrees);
        _input.TemperatureCentidegrees = archive.Whole(_input.TemperatureCentidegrees, -LargestCentidegrees, LargestCentidegrees);
        _steps = archive.Whole(_steps, 0, int.MaxValue);
        _elapsedMilliseconds = archive.Whole(_elapsedMilliseconds, 0, long.MaxValue);
        _chargeNanocoulombs = archive.Whole(_chargeNanocoulombs, -MostNanocoulombs, MostNanocoulombs);
        _lostNanocoulombs = archive.Whole(_lostNanocoulombs, 0, MostNanocoulombs);
        _lossRemainder = archive.Whole(_lossRemainder, 0, Whole);
        _microvoltSum = archive.Whole(_microvoltSum, -IntegerMath.LargestForFloat, IntegerMath.LargestForFloat);
        _microvoltCount = archive.Whole(_microvoltCount, 0, int.MaxValue);
        _currentKnown = archive.Flag(_currentKnown);
        _resting = archive.Flag(_resting);
        _later?.Transfer(archive);
        if (!archive.Reading)
            return;
        _ran = true;
        _model.LocateTemperature(centidegrees);
    }

    /// <summary>
    /// A step on trial: the estimator counts but sees no voltage. Where the voltages contradict it, everything begins anew as if there had
    /// been no snapshot; where they agree and the pack has rested, both are reconciled.
    /// </summary>
    private void Try()
    {
        bool known = _input.VoltageKnown;
        _input.VoltageKnown = false;
        Estimator.Step(_input);
        _input.VoltageKnown = known;
        if (!known)
            return;
        _trial.Step(_input, Estimator);
        if (_trial.Running)
            return;
        if (!_trial.Rejected)
        {
            if (_input.Resting && (_offTimeLong || !_offTimeKnown))
                _anchors.BeginReconciliation(_input, _offTimeLong);
            return;
        }
        StartFromVoltage(CorrectionReason.SnapshotRejected);
        _later?.Forget();
        // The voltage is of now, so what was counted up to now is in it.
        _input.ElapsedMilliseconds = 0;
        _input.ChargeNanocoulombs = 0;
        Estimator.Step(_input);
    }

    /// <summary>What was counted in a window that was cut short still counts; its voltages do not, and the next step runs alone.</summary>
    private void DropWindow()
    {
        _ran = false;
        _microvoltSum = 0;
        _microvoltCount = 0;
        _currentKnown = true;
        _resting = true;
    }

    /// <summary>A stated start leaves nothing of a snapshot that no step has used yet.</summary>
    private void DropSnapshot()
    {
        _restored = false;
        _resumes = false;
        _ran = false;
        _later?.Forget();
        _lossRemainder = 0;
        _input.TemperatureCentidegrees = DefaultCentidegrees;
        _model.LocateTemperature(DefaultCentidegrees);
        Clear();
    }
}

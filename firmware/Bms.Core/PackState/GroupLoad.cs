using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Numerics;

namespace Bms.Core.PackState;

/// <summary>
/// The overpotential of the average group by the profile: ohmic drop and linear branches of the measured current. A group's resistance
/// difference is a share of it, so that a curved branch or a charging factor, which all groups have alike, may be left out. It stands apart
/// from the estimators, since not all of them know an overpotential, and none without hysteresis in it.
/// </summary>
public sealed class GroupLoad
{
    private const int Tables = 5;

    private readonly GroupModel _model;
    private readonly int _branches;
    private readonly float _inverseFirstTau;
    private readonly float _inverseSecondTau;
    private readonly float _inverseThirdTau;
    private int _periodMilliseconds;
    private float _firstFollow;
    private float _secondFollow;
    private float _thirdFollow;
    private float _first;
    private float _second;
    private float _third;
    private float _zeroOhms;
    private float _firstOhms;
    private float _secondOhms;
    private float _thirdOhms;
    private int _table;

    /// <summary>Overpotential now, in volts; positive while charging.</summary>
    internal float Volts;

    /// <summary>Half the gap between the branches of the OCV, in volts.</summary>
    internal float HysteresisVolts;

    /// <summary>Makes it over a group's model.</summary>
    public GroupLoad(GroupModel model)
    {
        _model = model;
        _branches = model.BranchCount;
        _inverseFirstTau = _branches > 0 ? 1f / model.TauSeconds(0) : 0f;
        _inverseSecondTau = _branches > 1 ? 1f / model.TauSeconds(1) : 0f;
        _inverseThirdTau = _branches > 2 ? 1f / model.TauSeconds(2) : 0f;
    }

    /// <summary>Forgets what flowed.</summary>
    internal void Restart()
    {
        _first = _second = _third = 0f;
        Volts = 0f;
    }

    /// <summary>Moves on under a current, in amperes; an unknown one is taken for none.</summary>
    internal void Advance(int milliseconds, float amps)
    {
        if (milliseconds != _periodMilliseconds)
            SetPeriod(milliseconds);
        // What decays, decays towards something negligible but normal.
        float target = amps + FloatMath.Negligible;
        float first = _first;
        float second = _second;
        float third = _third;
        first += _firstFollow * (target - first);
        second += _secondFollow * (target - second);
        third += _thirdFollow * (target - third);
        _first = first;
        _second = second;
        _third = third;
        Volts = (_zeroOhms * amps) + (_firstOhms * first) + (_secondOhms * second) + (_thirdOhms * third);
    }

    /// <summary>Reads one of the tables at the model's place; they change slowly.</summary>
    internal void ReadTable()
    {
        GroupModel model = _model;
        int table = _table;
        _table = table == Tables - 1 ? 0 : table + 1;
        switch (table)
        {
            case 0:
                _zeroOhms = model.R0Ohms();
                break;
            case 1:
                _firstOhms = _branches > 0 ? model.BranchOhms(0) : 0f;
                break;
            case 2:
                _secondOhms = _branches > 1 ? model.BranchOhms(1) : 0f;
                break;
            case 3:
                _thirdOhms = _branches > 2 ? model.BranchOhms(2) : 0f;
                break;
            default:
                HysteresisVolts = model.HysteresisVolts();
                break;
        }
    }

    /// <summary>Reads all of them, where the place is new.</summary>
    internal void ReadAll()
    {
        for (int table = 0; table < Tables; table++)
            ReadTable();
    }

    /// <summary>Walks the branch currents through an archive.</summary>
    internal void Transfer(StateArchive archive)
    {
        const float LargestAmps = 1e9f;
        const float LargestOhms = 1e3f;
        _first = archive.Number(_first, LargestAmps);
        _second = archive.Number(_second, LargestAmps);
        _third = archive.Number(_third, LargestAmps);
        _zeroOhms = archive.Number(_zeroOhms, 0f, LargestOhms);
        _firstOhms = archive.Number(_firstOhms, 0f, LargestOhms);
        _secondOhms = archive.Number(_secondOhms, 0f, LargestOhms);
        _thirdOhms = archive.Number(_thirdOhms, 0f, LargestOhms);
        HysteresisVolts = archive.Number(HysteresisVolts, 0f, LargestOhms);
        _table = archive.Whole(_table, 0, Tables - 1);
    }

    private void SetPeriod(int milliseconds)
    {
        float seconds = milliseconds * 1e-3f;
        _periodMilliseconds = milliseconds;
        _firstFollow = FloatMath.Approach(seconds * _inverseFirstTau);
        _secondFollow = FloatMath.Approach(seconds * _inverseSecondTau);
        _thirdFollow = FloatMath.Approach(seconds * _inverseThirdTau);
    }
}

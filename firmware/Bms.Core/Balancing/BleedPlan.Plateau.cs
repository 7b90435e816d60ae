using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Numerics;

namespace Bms.Core.Balancing;

/// <content>
/// Cells whose open-circuit voltage hardly moves over most of the SOC. A filter's difference of SOC is worth little there, but each rested
/// voltage bounds a SOC: closely at the steep ends, widely in between. What the bounds leave certain is planned after each charge, and a
/// pack comes together from its steep end.
/// </content>
public sealed partial class BleedPlan
{
    private const float FlatSlopeVolts = 0.15f;
    private const float ChordSoc = 0.05f;
    private const int FirstChord = 4;
    private const int LastChord = 18;
    private const int RoomCentidegrees = 2500;

    // One voltage's own noise.
    private const float NoiseVolts = 0.001f;

    private GroupModel? _model;
    private bool _flat;
    private float _offsetVolts;

    /// <summary>True for cells with a plateau: SOC differences come from rested voltages only.</summary>
    public bool Flat => _flat;

    /// <summary>Looks at the next group by its rested voltage.</summary>
    /// <param name="volts">Its voltage, in volts; 0 where it cannot be used.</param>
    /// <param name="centidegrees">Temperature.</param>
    /// <param name="branch">Which branch of the hysteresis the cells stand on: 1 after charge, −1 after discharge.</param>
    /// <param name="capacityCoulombs">Capacity of the average group.</param>
    internal void Look(float volts, int centidegrees, int branch, float capacityCoulombs)
    {
        GroupModel? model = _model;
        if (model != null && volts > 0f && branch != 0)
        {
            int group = _turn;
            model.Locate(model.FindSoc(volts, centidegrees), centidegrees);
            float open = volts - (branch * model.HysteresisVolts());
            float lowest = model.FindSoc(open - _offsetVolts, centidegrees) - _anchor;
            float highest = model.FindSoc(open + _offsetVolts, centidegrees) - _anchor;
            if (_next < 0 || highest < _nextReach)
            {
                _next = group;
                _nextReach = highest;
                _nextExcess = lowest;
            }
            if (_reference >= 0)
            {
                if (_reference == group)
                    _left[group] = 0f;
                else
                    Hold(group, lowest - _referenceReach, highest - _referenceExcess, capacityCoulombs);
            }
        }
        Next();
    }

    private void LookForPlateau(PackConfiguration configuration)
    {
        GroupModel model = new GroupModel(configuration);
        _model = model;
        // One sigma of each group's channel is two of both together.
        _offsetVolts = NoiseVolts + (configuration.PackState.GroupOffsetMicrovolts * 1e-6f);
        model.Locate(0.5f, RoomCentidegrees);
        for (int chord = FirstChord; chord < LastChord; chord++)
        {
            float low = model.OcvAt(chord * ChordSoc);
            if (model.OcvAt((chord + 1) * ChordSoc) - low < FlatSlopeVolts * ChordSoc)
                _flat = true;
        }
    }
}

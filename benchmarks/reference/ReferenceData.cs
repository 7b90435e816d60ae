using System.Runtime.InteropServices;
using Bms.Core.Estimation;

namespace Bms.Reference;

/// <summary><c>ekf_settings</c> of <c>ekf.h</c>, field by field.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ReferenceSettings
{
    public int ParallelCells;
    public int CapacityMicroampHours;
    public int SocNodeCount;
    public int TemperatureNodeCount;
    public int BranchCount;
    public int HasHysteresis;
    public int HysteresisRate;
    public int OcvBaseMicrovolts;
    public int UncertaintyMicrovolts;
    public int UncertaintyOverpotentialPermille;
    public int UncertaintySocPermyriad;
    public int CurrentOffsetPermyriad;
    public int SocWalkPartsPerMillion;
    public int GapMilliseconds;
}

/// <summary><c>ekf_input</c> of <c>ekf.h</c>, field by field.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ReferenceInput
{
    public long ChargeNanocoulombs;
    public int ElapsedMilliseconds;
    public int MeanMicroamps;
    public int CellMicrovolts;
    public int TemperatureCentidegrees;
    public int CurrentKnown;
    public int VoltageKnown;

    /// <summary>Hands the same input to the C# estimators.</summary>
    public readonly void CopyTo(EstimatorInput input)
    {
        input.ChargeNanocoulombs = ChargeNanocoulombs;
        input.ElapsedMilliseconds = ElapsedMilliseconds;
        input.MeanMicroamps = MeanMicroamps;
        input.CellMicrovolts = CellMicrovolts;
        input.TemperatureCentidegrees = TemperatureCentidegrees;
        input.CurrentKnown = CurrentKnown != 0;
        input.VoltageKnown = VoltageKnown != 0;
        input.Resting = MeanMicroamps == 0;
    }
}

/// <summary><c>ekf_output</c> of <c>ekf.h</c>, field by field.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ReferenceOutput
{
    public float Soc;
    public float SocSigma;
    public float PredictedVolts;
    public int Reason;
}

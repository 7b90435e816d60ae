using System;
using System.Linq;
using System.Runtime.InteropServices;
using Bms.Core.Configuration;

namespace Bms.Reference;

/// <summary>One filter in C. Steps are taken in batches, so that the way into native code costs next to nothing a step.</summary>
internal sealed class ReferenceFilter : IDisposable
{
    private readonly DestroyFunction _destroy;
    private readonly RestartFunction _restart;
    private readonly RunFunction _run;
    private readonly nint _filter;

    /// <summary>Makes a filter for the same pack as <c>ExtendedKalmanFilter</c> would be made for.</summary>
    public ReferenceFilter(ReferenceLibrary library, PackConfiguration configuration)
    {
        _destroy = library.Function<DestroyFunction>("ekf_destroy");
        _restart = library.Function<RestartFunction>("ekf_restart");
        _run = library.Function<RunFunction>("ekf_run");
        CellProfile cell = configuration.Cell;
        ReferenceSettings settings = SettingsOf(configuration);
        _filter = library.Function<CreateFunction>("ekf_create")(
            in settings,
            cell.SocPermyriad,
            cell.TemperatureCentidegrees,
            cell.Ocv,
            cell.Hysteresis,
            cell.R0,
            [.. cell.BranchResistance.SelectMany(table => table)],
            cell.SaturationThousandths,
            cell.ResistanceStepNanoohms,
            cell.TauMilliseconds);
        if (_filter == 0)
            throw new InvalidOperationException("the filter in C refuses the profile");
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nint CreateFunction(
        in ReferenceSettings settings,
        short[] soc,
        short[] celsius,
        short[] ocv,
        short[] hysteresis,
        short[] r0,
        short[] branches,
        short[] saturation,
        int[] steps,
        int[] tau);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void DestroyFunction(nint filter);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void RestartFunction(nint filter, float soc, float sigma);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void RunFunction(nint filter, [In] ReferenceInput[] inputs, [In, Out] ReferenceOutput[]? outputs, int count);

    /// <summary>Forgets everything and starts at a stated SOC, as <c>IStateEstimator.Restart</c> does.</summary>
    public void Restart(float soc, float sigma) => _restart(_filter, soc, sigma);

    /// <summary>Takes one step for each input, and keeps what each gave where there is room for it.</summary>
    public void Run(ReferenceInput[] inputs, ReferenceOutput[]? outputs) => _run(_filter, inputs, outputs, inputs.Length);

    public void Dispose() => _destroy(_filter);

    private static ReferenceSettings SettingsOf(PackConfiguration configuration)
    {
        CellProfile cell = configuration.Cell;
        EstimationSettings estimation = configuration.Estimation;
        return new ReferenceSettings
        {
            ParallelCells = configuration.ParallelCells,
            CapacityMicroampHours = cell.CapacityMicroampHours,
            SocNodeCount = cell.SocPermyriad.Length,
            TemperatureNodeCount = cell.TemperatureCentidegrees.Length,
            BranchCount = cell.TauMilliseconds.Length,
            HasHysteresis = cell.Hysteresis.Length > 0 ? 1 : 0,
            HysteresisRate = cell.HysteresisRate,
            OcvBaseMicrovolts = cell.OcvBaseMicrovolts,
            UncertaintyMicrovolts = cell.UncertaintyMicrovolts,
            UncertaintyOverpotentialPermille = cell.UncertaintyOverpotentialPermille,
            UncertaintySocPermyriad = cell.UncertaintySocPermyriad,
            CurrentOffsetPermyriad = estimation.CurrentOffsetPermyriad,
            SocWalkPartsPerMillion = estimation.SocWalkPartsPerMillion,
            GapMilliseconds = estimation.GapMilliseconds,
        };
    }
}

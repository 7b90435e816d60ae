using System.Collections.Generic;
using Bms.Hil.Rigs;

namespace Bms.Hil.Scenarios;

/// <summary>Puts a scenario's requests on the measurements of each step.</summary>
internal sealed class RequestPlayer
{
    private readonly IReadOnlyList<Request> _requests;
    private readonly bool[] _done;

    public RequestPlayer(IReadOnlyList<Request> requests)
    {
        _requests = requests;
        _done = new bool[requests.Count];
    }

    /// <summary>Acts before the step at a time. Contactors are asked to close unless a request says otherwise.</summary>
    public void Apply(double seconds, IRig rig)
    {
        rig.Inputs.CloseRequested = true;
        rig.Inputs.LatchResetRequested = false;
        rig.Inputs.ServiceRequested = false;
        rig.Inputs.ShutdownRequested = false;
        rig.Inputs.ReserveRequested = false;
        rig.Inputs.Mated = true;
        rig.Inputs.StorageChargeRequested = false;
        rig.Inputs.ChargeStopRequested = false;
        for (int index = 0; index < _requests.Count; index++)
        {
            Request request = _requests[index];
            if (request.Kind is RequestKind.OpenContactors or RequestKind.Service or RequestKind.Shutdown or RequestKind.Reserve or RequestKind.Unmate
                or RequestKind.StorageCharge or RequestKind.StopCharge)
            {
                if (request.Window.Contains(seconds))
                    Ask(request.Kind, rig);
                continue;
            }
            if (_done[index] || !new TimeWindow(request.Window.FromSeconds, double.PositiveInfinity).Contains(seconds))
                continue;
            _done[index] = true;
            if (request.Kind == RequestKind.ResetLatches)
                rig.Inputs.LatchResetRequested = true;
            else
                rig.Start(request.Soc);
        }
    }

    private static void Ask(RequestKind kind, IRig rig)
    {
        if (kind == RequestKind.OpenContactors)
            rig.Inputs.CloseRequested = false;
        else if (kind == RequestKind.Service)
            rig.Inputs.ServiceRequested = true;
        else if (kind == RequestKind.Reserve)
            rig.Inputs.ReserveRequested = true;
        else if (kind == RequestKind.Unmate)
            rig.Inputs.CloseRequested = rig.Inputs.Mated = false;
        else if (kind == RequestKind.StorageCharge)
            rig.Inputs.StorageChargeRequested = true;
        else if (kind == RequestKind.StopCharge)
            rig.Inputs.ChargeStopRequested = true;
        else
            rig.Inputs.ShutdownRequested = true;
    }
}

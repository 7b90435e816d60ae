using System.Runtime.InteropServices;

namespace Bms.Hil.Reports;

/// <summary>Currents and powers of the whole pack that are promised for a while, magnitudes; NaN where nothing is promised yet.</summary>
/// <param name="DischargeAmps">Discharge current, in amperes.</param>
/// <param name="ChargeAmps">Charge current, in amperes.</param>
/// <param name="DischargeWatts">Discharge power, in watts.</param>
/// <param name="ChargeWatts">Charge power, in watts.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PromisedPower(double DischargeAmps, double ChargeAmps, double DischargeWatts, double ChargeWatts)
{
    /// <summary>Before the first promise.</summary>
    public static PromisedPower None { get; } = new(double.NaN, double.NaN, double.NaN, double.NaN);
}

using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Bms.Hil.Identification;

/// <summary>The words that a cell file carries about how it was made.</summary>
internal static class FitMethodText
{
    public static string Write(IReadOnlyList<string> notes, IReadOnlyList<FitResidual> residuals)
    {
        string done = string.Join("; ", notes);
        string left = string.Join("; ", residuals.Select(Text));
        return $"Identified by bms-hil fit: {done}. Residuals (open loop along the recorded SOC, root mean square): {left}.";
    }

    private static string Text(FitResidual residual)
    {
        string above = residual.RmsMillivoltsAboveTenPercent is double upper
            ? string.Create(CultureInfo.InvariantCulture, $" ({upper:0.0} mV above 10 % SOC)")
            : "";
        return string.Create(CultureInfo.InvariantCulture, $"{residual.File} {residual.RmsMillivolts:0.0} mV{above}");
    }
}

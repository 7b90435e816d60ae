using System;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Bms.Hil.Scoring.Suites;

/// <summary>Writes a row for each case, with the names and units of the JSON: fractions of SOC and seconds. What is not known is empty.</summary>
internal static class ScoreCsv
{
    private const string Header = "cell,recording,estimator,disturbance,verdict,samples,rmse,mae,max,rmseAfter600s,final,finalReference,"
        + "convergenceSeconds,coverage2Sigma,meanSigma,voltageRmseMillivolts,digest,broken\n";

    public static string Of(ScoreResult result)
    {
        var text = new StringBuilder(Header);
        foreach (CaseScore one in result.Cases)
        {
            SocFigures soc = one.Soc;
            string[] fields =
            [
                one.Cell, one.Recording, one.Estimator, one.Disturbance, ScoreText.Of(one.Verdict), one.Samples.ToString(CultureInfo.InvariantCulture),
                Number(soc.Rmse), Number(soc.Mae), Number(soc.Max), Number(soc.RmseAfter600s), Number(soc.Final), Number(soc.FinalReference),
                Number(soc.ConvergenceSeconds), Number(soc.Coverage2Sigma), Number(soc.MeanSigma), Number(one.VoltageRmseMillivolts), one.Digest,
                ScoreText.Broken(one.Limits),
            ];
            text.AppendJoin(',', fields.Select(Quoted)).Append('\n');
        }
        return text.ToString();
    }

    private static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private static string Quoted(string field) =>
        field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

using System.Collections.Generic;
using System.Linq;
using Bms.Core.Configuration;

namespace Bms.Hil.Packs;

/// <summary>The estimators by the names that people type and files carry.</summary>
public static class EstimatorNames
{
    /// <summary>All of them, simplest first.</summary>
    public static IReadOnlyDictionary<string, EstimatorKind> All { get; } = new Dictionary<string, EstimatorKind>
    {
        ["coulomb"] = EstimatorKind.Coulomb,
        ["ocv"] = EstimatorKind.Ocv,
        ["ekf"] = EstimatorKind.Ekf,
        ["aekf"] = EstimatorKind.Aekf,
    };

    /// <summary>The name of an estimator.</summary>
    public static string Of(EstimatorKind kind) => All.First(entry => entry.Value == kind).Key;
}

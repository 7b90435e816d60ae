using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Core.Configuration;

namespace Bms.Hil.Packs;

/// <summary>
/// The names of the estimators on the command line, in pack files, in suites and in JSON: the members of <see cref="EstimatorKind"/> in
/// small letters. A new member has its name here without being listed.
/// </summary>
public static class EstimatorNames
{
    /// <summary>Every estimator by its name, in the order of the enumeration.</summary>
    public static IReadOnlyDictionary<string, EstimatorKind> Kinds { get; } =
        Enum.GetValues<EstimatorKind>().ToDictionary(Of, StringComparer.Ordinal);

    /// <summary>The names for messages and help: <c>coulomb, ocv, ekf</c>.</summary>
    public static string All => string.Join(", ", Kinds.Keys);

    /// <summary>One estimator's name.</summary>
    public static string Of(EstimatorKind kind) => kind.ToString().ToLowerInvariant();
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Bms.Hil.Reports.Html;

namespace Bms.Hil.Scenarios.Results;

/// <summary>What became of a suite, as <c>results.json</c> holds it.</summary>
public sealed record SuiteResult
{
    public required string Suite { get; init; }

    /// <summary>Where the firmware ran.</summary>
    public required string Rig { get; init; }

    public int Passed => Count(Verdict.Passed);

    public int Failed => Count(Verdict.Failed);

    /// <summary>Scenarios that ended without a verdict because the rig or the machine failed.</summary>
    public int Errors => Count(Verdict.Error);

    /// <summary>A fingerprint of all that the firmware put out in all scenarios, 16 hexadecimal digits.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(Scenarios.Select(scenario => scenario.Digest)))))[..16];

    /// <summary>In the order of the suite, whatever the order in which they ended.</summary>
    public required IReadOnlyList<ScenarioResult> Scenarios { get; init; }

    public required SuiteTiming Timing { get; init; }

    /// <summary>The exit code that says how it ended.</summary>
    public int ExitCode() => Errors > 0 ? Hil.ExitCode.RigFailed : Failed > 0 ? Hil.ExitCode.VerdictFailed : Hil.ExitCode.Pass;

    private int Count(Verdict verdict) => Scenarios.Count(scenario => scenario.Verdict == verdict);
}

/// <summary>How long a suite took.</summary>
/// <param name="RunSeconds">Wall time of all scenarios together.</param>
/// <param name="Jobs">How many ran at the same time.</param>
public sealed record SuiteTiming(double RunSeconds, int Jobs);

using System;
using System.Globalization;

namespace Bms.Hil.Rigs;

/// <summary>
/// A 64-bit fingerprint of everything that a rig put out, step by step, to compare runs with: FNV-1a over 32-bit words. It tells runs
/// apart; it does not guard against intent.
/// </summary>
public sealed class OutputDigest
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    private ulong _hash = Offset;

    /// <summary>The fingerprint, 16 hexadecimal digits.</summary>
    public string Text => _hash.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Adds one step.</summary>
    public void Add(RigOutputs outputs)
    {
        ulong hash = _hash;
        hash = Mix(hash, (uint)outputs.ChargeLimitMicroamps);
        hash = Mix(hash, (uint)outputs.DischargeLimitMicroamps);
        hash = Mix(hash, outputs.BleedingGroups);
        hash = Mix(hash, BitConverter.SingleToUInt32Bits(outputs.Soc));
        hash = Mix(hash, BitConverter.SingleToUInt32Bits(outputs.SocSigma));
        hash = Mix(hash, BitConverter.SingleToUInt32Bits(outputs.PredictedVolts));
        hash = Mix(hash, ((uint)outputs.Reason << 1) | (outputs.MainContactorsClosed ? 1u : 0u));
        if (outputs.ChargePhase != 0)
        {
            hash = Mix(hash, (uint)outputs.ChargerPackMicrovolts);
            hash = Mix(hash, ((uint)outputs.ChargerMicroamps << 4) | (uint)outputs.ChargePhase);
        }
        _hash = hash;
    }

    /// <summary>Adds one event.</summary>
    public void Add(in RigEvent happened)
    {
        ulong hash = Mix(_hash, ((uint)happened.Kind << 16) | ((uint)happened.Level << 8) | (uint)happened.Channel);
        _hash = Mix(hash, (uint)happened.AtMilliseconds);
    }

    private static ulong Mix(ulong hash, uint word) => (hash ^ word) * Prime;
}

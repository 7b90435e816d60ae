using Bms.Core.Configuration;
using Bms.Core.Measurement;

namespace Bms.Core.Diagnostics;

/// <summary>
/// Says in sixteen bits what a sample shows: the extremes of groups and temperatures, the current, what is lost, and which of the first
/// rows' trip limits it lies beyond. The board folds what its own first stage found in the running pack; a replay gives the stored
/// channels to a stage that has seen nothing else and must find the same.
/// </summary>
public sealed class FrameJudge
{
    private const int Rows = 8;
    private const uint Offset = 2166136261;
    private const uint Prime = 16777619;

    private readonly int[] _trip = new int[Rows];

    /// <summary>Prepares for one pack.</summary>
    public FrameJudge(PackConfiguration configuration)
    {
        for (int kind = 0; kind < Rows; kind++)
        {
            ProtectionRow? row = configuration.FindRow((ProtectionKind)kind);
            bool above = ProtectionPolicy.ActsAbove((ProtectionKind)kind);
            _trip[kind] = row == null ? (above ? int.MaxValue : int.MinValue) : row.TripLimit;
        }
    }

    /// <summary>Begins a digest.</summary>
    public static int Begin() => unchecked((int)Offset);

    /// <summary>Adds an outcome to a digest.</summary>
    public static int Add(int digest, int outcome) => unchecked((int)(((uint)digest ^ (uint)outcome) * Prime));

    /// <summary>The outcome of what a stage has just judged, 0…65535.</summary>
    public int Outcome(MeasurementStage stage)
    {
        unchecked
        {
            uint hash = Offset;
            uint beyond = 0;
            ChannelSummary cells = stage.Cells;
            hash = (hash ^ (uint)cells.LostCount) * Prime;
            // With a channel lost the stage states bounds for it that come from earlier steps.
            if (cells.LostCount == 0)
            {
                int highest = Quantised(cells.Maximum);
                int lowest = Quantised(cells.Minimum);
                hash = (((hash ^ (uint)highest) * Prime) ^ (uint)lowest) * Prime;
                beyond |= highest >= Quantised(_trip[0]) ? 1u : 0;
                beyond |= lowest <= Quantised(_trip[1]) ? 2u : 0;
            }
            ChannelSummary temperatures = stage.Temperatures;
            hash = (hash ^ (uint)temperatures.LostCount) * Prime;
            if (temperatures.LostCount == 0)
            {
                int hottest = temperatures.Maximum;
                int coldest = temperatures.Minimum;
                hash = (((hash ^ (uint)hottest) * Prime) ^ (uint)coldest) * Prime;
                beyond |= hottest >= _trip[2] ? 4u : 0;
                beyond |= coldest <= _trip[3] ? 8u : 0;
                beyond |= hottest >= _trip[4] ? 16u : 0;
                beyond |= coldest <= _trip[5] ? 32u : 0;
            }
            if (stage.CurrentUsable)
            {
                int current = stage.PackMicroamps;
                hash = (hash ^ (uint)current) * Prime;
                beyond |= current >= _trip[6] ? 64u : 0;
                beyond |= -(long)current >= _trip[7] ? 128u : 0;
            }
            hash = (hash ^ beyond) * Prime;
            return (int)((hash ^ (hash >> 16)) & 0xFFFF);
        }
    }

    /// <summary>Steps of 100 µV that a frame can hold.</summary>
    public static int Quantised(int microvolts)
    {
        int steps = microvolts / FrameFormat.MicrovoltsPerStep;
        if (steps < 0)
            return 0;
        return steps < FrameFormat.NoVoltage ? steps : FrameFormat.NoVoltage - 1;
    }
}

using System.Linq;
using Bms.Core;
using Bms.Core.Configuration;
using Bms.Core.Protection;

namespace Bms.Hil.Tests.Safety;

/// <summary>The reaction times of one hazard, each the largest over all phases of the turns.</summary>
/// <param name="Hazard">The hazard.</param>
/// <param name="Quick">At steps of <see cref="QuickStep"/>, in milliseconds; null where nothing reacted.</param>
/// <param name="Slow">At steps of <see cref="SlowStep"/>.</param>
internal sealed record ReactionTime(Hazard Hazard, int? Quick, int? Slow)
{
    public const int QuickStep = 10;
    public const int SlowStep = 100;
    private const int LongestMilliseconds = 60000;

    public static ReactionTime Of(PackConfiguration pack, Hazard hazard) =>
        new(hazard, Largest(pack, hazard, QuickStep), Largest(pack, hazard, SlowStep));

    /// <summary>From one phase: the time from the first step that shows the hazard to the one whose commands act.</summary>
    public static int? Once(PackConfiguration pack, Hazard hazard, int step, int phase)
    {
        var bench = new ReactionBench(pack, step, hazard.Microamps, hazard.Centidegrees, phase);
        int steps = hazard.StopsTheClock ? PackController.MostStoppedSteps + 1 : LongestMilliseconds / step;
        int since = 0;
        for (int taken = 0; taken < steps; taken++)
        {
            int late = taken == 0 ? hazard.LateMilliseconds : 0;
            int shown = since;
            bench.Step(hazard.StopsTheClock ? 0 : step + late, one => hazard.Show(one, shown));
            if (bench.IsOpen && Seen(bench, hazard))
                return hazard.StopsTheClock ? taken * step : since;
            since += step;
        }
        return null;
    }

    private static bool Seen(ReactionBench bench, Hazard hazard) => hazard.Kind is ProtectionKind kind
        ? bench.Controller.Protection.Level((int)kind) == ProtectionStage.LevelTrip
        : hazard.Recorded!(bench);

    private static int? Largest(PackConfiguration pack, Hazard hazard, int step)
    {
        int?[] times = [.. Enumerable.Range(0, ProtectionPolicy.SlowPeriodSteps).Select(phase => Once(pack, hazard, step, phase))];
        return times.Any(time => time is null) ? null : times.Max();
    }
}

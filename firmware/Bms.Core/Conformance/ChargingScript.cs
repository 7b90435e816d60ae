using Bms.Core.Measurement;

namespace Bms.Core.Conformance;

/// <summary>
/// Leads a charge through every phase and every way to give up, and the heater through every fault. The current follows the commands of
/// the step before.
/// </summary>
public sealed class ChargingScript
{
    /// <summary>One scene's steps: of two seconds each, seven turns of the stage.</summary>
    public const int SceneSteps = 56;

    /// <summary>How many scenes there are.</summary>
    public const int Scenes = 20;

    /// <summary>The time between two steps, in milliseconds; less than the tracking of temperatures would doubt.</summary>
    public const int StepMilliseconds = 2000;

    private const int WarmCentidegrees = 2500;
    private const int Quarter = SceneSteps / 4;
    private const int Turn = 8;

    private readonly Measurements _measurements;
    private readonly RowScript _quiet;

    /// <summary>Prepares to fill one pack's measurements.</summary>
    public ChargingScript(Measurements measurements, RowScript quiet)
    {
        _measurements = measurements;
        _quiet = quiet;
    }

    /// <summary>Fills the next step's measurements.</summary>
    /// <param name="scene">Which scene.</param>
    /// <param name="step">Which step of it.</param>
    /// <param name="commands">The commands of the step before.</param>
    public void Next(int scene, int step, Commands commands)
    {
        _quiet.Quiet();
        Measurements values = _measurements;
        values.ChargerConnected = true;
        values.StorageChargeRequested = false;
        values.ChargeStopRequested = false;
        values.HeaterFeedback = commands.HeaterOn;
        values.HeaterFeedbackValid = true;
        values.PackMicroamps = commands.ChargerMicroamps;
        Warm(WarmCentidegrees);
        if (scene < 12)
            Charge(scene, step, commands);
        else
            Heat(scene, step);
    }

    private void Charge(int scene, int step, Commands commands)
    {
        Measurements values = _measurements;
        const int Target = ChargingPack.TargetMicrovolts;
        const int Tail = ChargingPack.TailMicroamps;
        switch (scene)
        {
            case 0:
                Groups(ChargingPack.PrechargeMicrovolts - 50000 + (step * 2000), 0);
                break;
            case 1:
                Groups(step < Quarter ? 3700000 : Target - 2000, 0);
                if (step >= Quarter)
                    values.PackMicroamps = 2000000 - (step * 10000);
                break;
            case 2:
                // A group above its target takes the voltage down, a charger that holds back brings it up.
                Groups(Target + (step < Quarter ? 9000 : -3000), 4000);
                values.PackMicroamps = 1200000 - (step * 10000);
                break;
            case 3:
                Groups(Target - 2000, 12000);
                values.PackMicroamps = step < 4 ? Tail * 2 : Tail / 2;
                break;
            case 4:
                Groups(Target - 2000, step < Quarter ? 12000 : 0);
                values.PackMicroamps = Tail / 2;
                break;
            case 5:
                Groups(step < Quarter ? Target - 2000 : 3500000, 0);
                values.PackMicroamps = 0;
                break;
            case 6:
                // A dead charger.
                Groups(3700000, 0);
                values.PackMicroamps = 0;
                break;
            case 7:
                values.ChargerConnected = step >= Quarter;
                values.StorageChargeRequested = step < 3 * Quarter;
                Groups(3800000, 0);
                break;
            case 8:
                // A current that comes and brings next to nothing: given up far from full.
                values.ChargerConnected = step >= Turn;
                values.ChargeStopRequested = step >= Turn && step < Turn + 2;
                Groups(3800000, 0);
                values.PackMicroamps = commands.ChargerMicroamps > 60000 ? 60000 : 0;
                break;
            case 9:
                // A tail that no sensor shows: near to the target it counts as full.
                values.ChargerConnected = step >= Turn;
                values.CellValid[1] = step < Quarter || step > Quarter + 4;
                Groups(Target - 4000, 0);
                values.PackMicroamps = Tail * 2;
                break;
            case 10:
                // A deeply discharged pack that does not rise.
                values.ChargerConnected = step >= Turn;
                Groups(ChargingPack.PrechargeMicrovolts - 50000, 0);
                break;
            default:
                // One that takes too long, cold for a moment.
                values.ChargerConnected = step >= Turn;
                Groups(3700000, 0);
                values.TemperatureCentidegrees[0] = step < 3 * Quarter || step > 3 * Quarter + 2 ? WarmCentidegrees : 1300;
                break;
        }
    }

    private void Heat(int scene, int step)
    {
        Measurements values = _measurements;
        values.PackMicroamps = 0;
        switch (scene)
        {
            case 12:
                values.ChargerConnected = step >= Turn;
                // Warms, with a lost sensor on the way.
                Warm(300 + (step * 30));
                values.TemperatureValid[0] = step < Quarter || step > Quarter + 2;
                break;
            case 13:
                // Does not warm.
                values.ChargerConnected = step >= Turn;
                Warm(300);
                break;
            case 14:
                values.LatchResetRequested = step == 1;
                values.ChargerConnected = step > 2;
                Warm(-1200 + (step * 40));
                break;
            case 15:
                // Takes no current.
                Warm(300);
                values.HeaterFeedback = false;
                break;
            case 16:
                values.LatchResetRequested = step == 1;
                Warm(4200 - (step * 30));
                break;
            case 17:
                values.HeaterFeedback = step > Quarter;
                break;
            case 18:
                // Warmer by itself, beyond where heating ends.
                values.LatchResetRequested = step == Quarter;
                Warm(2600 + (step * 20));
                break;
            default:
                values.LatchResetRequested = step == 1;
                for (int sensor = 0; sensor < values.TemperatureValid.Length; sensor++)
                    values.TemperatureValid[sensor] = step > Quarter;
                break;
        }
    }

    private void Groups(int highest, int spread)
    {
        int[] microvolts = _measurements.CellMicrovolts;
        for (int group = 0; group < microvolts.Length; group++)
            microvolts[group] = group == 1 ? highest : highest - spread;
    }

    private void Warm(int centidegrees)
    {
        int[] temperatures = _measurements.TemperatureCentidegrees;
        for (int sensor = 0; sensor < temperatures.Length; sensor++)
            temperatures[sensor] = centidegrees;
    }
}

using System.CommandLine;
using System.Threading.Tasks;
using Bms.Hil.Traces.Inspection;

namespace Bms.Hil.Commands;

/// <summary><c>inspect TRACE [--json]</c>: says what is in a recorded trace and what is wrong with it.</summary>
public static class InspectCommand
{
    public static Command Create()
    {
        var trace = new Argument<string>("TRACE") { Description = "A recorded trace: Battery Data Format CSV, plain or gzip." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object and nothing else." };
        var command = new Command("inspect", "Say what is in a recorded trace: columns, sampling, ranges, charge, faults.") { trace, json };
        command.SetAction((parsed, cancellation) =>
        {
            TraceInspection inspection = TraceInspector.Inspect(parsed.GetRequiredValue(trace), cancellation);
            if (parsed.GetValue(json))
                JsonOutput.Write(parsed.InvocationConfiguration.Output, inspection);
            else
                InspectionReport.Write(PlainConsole.For(parsed.InvocationConfiguration.Output), inspection);
            return Task.FromResult(ExitCode.Pass);
        });
        return command;
    }
}

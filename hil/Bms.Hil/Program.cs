using System.CommandLine;
using Bms.Hil.Commands;

namespace Bms.Hil;

/// <summary>Entry point of the command line <c>bms-hil</c>.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        var root = new RootCommand("Battery-management firmware logic, exercised on the PC with recorded cell traces.")
        {
            ConformanceCommand.Create(),
            DoctorCommand.Create(),
            EventsCommand.Create(),
            FitCommand.Create(),
            GradeCommand.Create(),
            ImageCommand.Create(),
            InspectCommand.Create(),
            PassportCommand.Create(),
            ReplayCommand.Create(),
            RunCommand.Create(),
            ScoreCommand.Create(),
            SimulateCommand.Create(),
        };
        return CommandRunner.Run(root, arguments);
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using Xunit.Runner.Common;
using Xunit.Sdk;
using Xunit.v3;

namespace Bms.Hil.Tests.Strength;

/// <summary>The core's unit tests, run class by class in this process with xunit's own framework.</summary>
internal sealed class UnitTests(Assembly assembly)
{
    private readonly XunitTestAssembly _assembly = new(assembly);

    // It measures the process, and a core that is loaded to be unloaded again costs the process more than one that stays.
    private const string MeasuresTheProcess = "AllocationTests";

    /// <summary>The classes that hold tests and can be run here, by their full names.</summary>
    public string[] Classes { get; } =
    [
        .. assembly.GetExportedTypes()
            .Where(type => type.Name != MeasuresTheProcess && type.GetMethods().Any(method => method.GetCustomAttributes().Any(attribute => attribute is IFactAttribute)))
            .Select(type => type.FullName!).Order(StringComparer.Ordinal),
    ];

    /// <summary>Runs one class, a test at a time, up to its first failure; the answer is that failure, or null.</summary>
    public async Task<string?> Run(string className)
    {
        TestAssemblyConfiguration configuration = new() { ParallelizeTestCollections = false, StopOnFail = true };
        List<IXunitTestCase> cases = [];
        await using XunitTestFrameworkDiscoverer discoverer = new(_assembly);
        await discoverer.Find(
            found =>
            {
                cases.Add((IXunitTestCase)found);
                return new ValueTask<bool>(true);
            },
            TestFrameworkOptions.ForDiscovery(configuration),
            [assembly.GetType(className, throwOnError: true)!]);
        if (cases.Count == 0)
            throw new InvalidOperationException($"{className} holds no test");
        FirstFailure failure = new();
        await using XunitTestFrameworkExecutor executor = new(_assembly);
        await executor.RunTestCases(cases, failure, TestFrameworkOptions.ForExecution(configuration), CancellationToken.None);
        if (failure.Finished == 0)
            throw new InvalidOperationException($"{className}: no test ran");
        return failure.Text;
    }

    private sealed class FirstFailure : IMessageSink
    {
        private readonly Dictionary<string, string> _names = [];

        public string? Text { get; private set; }

        public int Finished { get; private set; }

        public bool OnMessage(IMessageSinkMessage message)
        {
            lock (_names)
            {
                switch (message)
                {
                    case ITestStarting starting:
                        _names[starting.TestUniqueID] = starting.TestDisplayName;
                        break;
                    case ITestFailed failed:
                        Text ??= $"{_names.GetValueOrDefault(failed.TestUniqueID)}: {failed.Messages.FirstOrDefault()}";
                        break;
                    case IErrorMetadata error:
                        Text ??= error.Messages.FirstOrDefault() ?? "an error outside the tests";
                        break;
                    case ITestFinished:
                        Finished++;
                        break;
                    default:
                        break;
                }
                return Text is null;
            }
        }
    }
}

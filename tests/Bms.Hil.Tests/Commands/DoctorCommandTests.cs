using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Bms.Hil.Commands;
using Bms.Hil.Machine;
using Bms.Hil.Tests.Cells;
using Bms.Hil.Tests.Support;
using Xunit;

namespace Bms.Hil.Tests.Commands;

/// <summary><c>doctor</c> finds what the tests themselves use, and says of everything missing how to get it.</summary>
public sealed class DoctorCommandTests
{
    [Fact]
    public void Finds_what_these_tests_run_with()
    {
        IReadOnlyList<MachineFinding> findings = Doctor.Examine(RecordedTraces.RepositoryRoot);
        MachineFinding runtime = findings.Single(finding => finding.Name == ".NET runtime");
        Assert.Contains(Environment.Version.ToString(), runtime.Detail, StringComparison.Ordinal);
        Assert.StartsWith("13 in ", findings.Single(finding => finding.Name == "Shipped cells").Detail, StringComparison.Ordinal);
        Assert.StartsWith("14 in ", findings.Single(finding => finding.Name == "Shipped packs").Detail, StringComparison.Ordinal);
        Assert.Equal(RecordedTraces.Folder is not null, findings.Single(finding => finding.Name == "Recorded traces").Found);
        Assert.All(findings, finding => Assert.Equal(finding.Found, finding.Remedy is null));
    }

    [Fact]
    public void Looks_for_the_repository_upwards_and_does_without()
    {
        string deep = Path.Combine(RecordedTraces.RepositoryRoot, "hil", "cells");
        Assert.Equal(RecordedTraces.RepositoryRoot, Doctor.RepositoryOf(deep));
        using var scratch = new ScratchFolder();
        Assert.Null(Doctor.RepositoryOf(scratch.Folder));
    }

    [Fact]
    public void Json_is_one_object_and_the_code_is_0()
    {
        (int code, string output, string error) = CommandLine.Run(DoctorCommand.Create(), "--json");
        Assert.Equal((0, ""), (code, error));
        using var document = JsonDocument.Parse(output);
        JsonElement findings = document.RootElement.GetProperty("findings");
        Assert.Equal(9, findings.GetArrayLength());
        bool complete = findings.EnumerateArray().All(finding => finding.GetProperty("found").GetBoolean());
        Assert.Equal(complete, document.RootElement.GetProperty("complete").GetBoolean());
    }

    [Fact]
    public void A_program_that_is_not_there_or_does_not_start_is_not_found()
    {
        Assert.Null(ToolProbe.Find("no-program-has-this-name"));
        using var scratch = new ScratchFolder();
        Assert.Null(ToolProbe.Ask(scratch.Write("not-a-program", "text"), "--version"));
    }
}

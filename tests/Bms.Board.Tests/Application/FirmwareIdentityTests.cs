using System;
using System.Globalization;
using System.IO;
using System.Text.RegularExpressions;
using Bms.Board.Tests.Support;
using Bms.Core.Conformance;
using Xunit;

namespace Bms.Board.Tests.Application;

/// <summary>The firmware names the digest that it gives. <c>BMS_WRITE_DOCS=1</c> writes it anew.</summary>
public sealed class FirmwareIdentityTests
{
    [Fact]
    public void The_firmware_names_the_digest_of_its_own_quick_run()
    {
        var run = new ConformanceRun(true);
        run.Run();
        string path = Path.Combine(Repository.Root, "firmware", "Bms.Board", "FirmwareIdentity.cs");
        string text = File.ReadAllText(path);
        string value = "unchecked((int)0x" + run.Digest.ToString("X8", CultureInfo.InvariantCulture) + ")";
        string expected = Regex.Replace(text, "QuickDigest = [^;]+;", $"QuickDigest = {value};");
        if (Environment.GetEnvironmentVariable("BMS_WRITE_DOCS") == "1")
            File.WriteAllText(path, expected);
        Assert.Equal(expected, File.ReadAllText(path));
    }
}

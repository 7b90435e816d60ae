using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using Bms.Architecture.Tests.Device;
using Bms.Architecture.Tests.Support;
using Xunit;

namespace Bms.Architecture.Tests.Layers;

/// <summary>Projects depend one way: Core ← Link ← Board ← VirtualBoard, and Core, Link ← Hil.</summary>
public sealed class ProjectReferenceTests
{
    [Fact]
    public void Projects_reference_one_way()
    {
        IReadOnlyList<string> projects = ProjectReferences.Find(Repository.Root);
        Assert.Contains(projects, path => Path.GetFileName(path) == "Bms.Core.csproj");
        string[] findings =
            [.. projects.SelectMany(path => ProjectReferences.Check(Path.GetFileNameWithoutExtension(path), XDocument.Load(path)))];
        Assert.True(findings.Length == 0, string.Join('\n', findings));
    }

    /// <summary>A project that goes to boards cannot be forgotten in the table of device assemblies.</summary>
    [Fact]
    public void Every_deployed_project_is_a_device_assembly() => Assert.Equal(
        ProjectReferences.Deployed.Where(name => Directory.Exists(Path.Combine(Repository.Root, "firmware", name))),
        DeviceAssemblies.All.Select(device => device.Name));

    [Theory]
    [InlineData("Bms.Core", "ProjectReference", @"..\Bms.Link\Bms.Link.csproj", "Bms.Core may not reference Bms.Link")]
    [InlineData("Bms.Link", "ProjectReference", "../Bms.Board/Bms.Board.csproj", "Bms.Link may not reference Bms.Board")]
    [InlineData("Bms.Hil", "ProjectReference", @"..\..\firmware\Bms.Board\Bms.Board.csproj", "Bms.Hil may not reference Bms.Board")]
    [InlineData("Bms.Core", "PackageReference", "YamlDotNet", "Bms.Core goes to boards and may not rest on YamlDotNet")]
    [InlineData("Bms.Unknown", "ProjectReference", "x", "Bms.Unknown is not in the table of project references")]
    public void A_wrong_reference_is_caught(string project, string element, string include, string expected) =>
        Assert.Equal(expected, Assert.Single(ProjectReferences.Check(project, Project(element, include))));

    [Theory]
    [InlineData("Bms.Link", "ProjectReference", @"..\Bms.Core\Bms.Core.csproj")]
    [InlineData("Bms.Hil", "PackageReference", "YamlDotNet")]
    public void A_right_reference_is_fine(string project, string element, string include) =>
        Assert.Empty(ProjectReferences.Check(project, Project(element, include)));

    private static XDocument Project(string element, string include) =>
        new(new XElement("Project", new XElement("ItemGroup", new XElement(element, new XAttribute("Include", include)))));
}

using System.Collections.Generic;
using System.Linq;
using Bms.Architecture.Tests.Device;
using Bms.Architecture.Tests.Support;
using Xunit;

namespace Bms.Architecture.Tests.ReferenceAssembly;

/// <summary>The first half of the dialect gate: device sources compile against the device's own libraries alone.</summary>
public sealed class ReferenceAssemblyTests
{
    public static TheoryData<string> Devices() => [.. DeviceAssemblies.All.Select(device => device.Name)];

    [Theory]
    [MemberData(nameof(Devices))]
    public void Device_sources_compile_against_the_devices_libraries(string name)
    {
        IReadOnlyList<string> errors = DeviceCompilation.Compile(DeviceAssemblies.Named(name)).Errors;
        Assert.True(errors.Count == 0, $"{name} uses what the device lacks:\n{string.Join('\n', errors)}");
    }

    [Fact]
    public void Every_list_makes_a_reference_assembly()
    {
        ApiCatalogue catalogue = ApiCatalogue.Required();
        Assert.True(catalogue.Libraries.Count > 1);
        Assert.Equal(catalogue.Libraries.Count, ReferenceAssemblies.For(catalogue.Libraries.Keys).Count);
    }

    [Fact]
    public void A_good_sample_compiles()
    {
        Compiled sample = CompileAgainstDevice(DialectSamples.CompilesOnDevice);
        Assert.True(sample.Errors.Count == 0, string.Join('\n', sample.Errors));
    }

    [Theory]
    [InlineData("tuple", "static (int Low, int High) Span(int x) => (x, x + 1);", "System.ValueTuple`2")]
    [InlineData("record", "sealed record Point(int X, int Y);", "is not defined or imported")]
    [InlineData("nullable value", "static int? Half(int x) => null;", "System.Nullable`1")]
    [InlineData("list", "static int Count() => new System.Collections.Generic.List<int>().Count;", "Generic")]
    [InlineData("span", "static int Length(System.Span<byte> bytes) => bytes.Length;", "Span<>")]
    [InlineData("MathF", "static float Root(float x) => System.MathF.Sqrt(x);", "MathF")]
    [InlineData("Math of another library", "static int Size(int x) => System.Math.Abs(x);", "Math")]
    [InlineData("float bits", "static int Bits(float x) => System.BitConverter.SingleToInt32Bits(x);", "SingleToInt32Bits")]
    [InlineData("string.Join", "static string Line(string[] x) => string.Join(\",\", x);", "Join")]
    [InlineData("LINQ", "static object Twice(int[] x) => from i in x select i + i;", "query pattern")]
    [InlineData("volatile", "static volatile int Flag;", "IsVolatile")]
    [InlineData("range", "static byte[] Tail(byte[] x) => x[1..];", "System.Range")]
    [InlineData("iterator", "static System.Collections.IEnumerable Two() { yield return 1; }", "IEnumerable`1")]
    [InlineData("stackalloc span", "static int First() { System.Span<int> x = stackalloc int[4]; return x[0]; }", "Span<>")]
    [InlineData("Array.Fill", "static void Reset(int[] x) => System.Array.Fill(x, 0);", "Fill")]
    [InlineData("string.Replace", "static string Swap(string x) => x.Replace(\"a\", \"b\");", "Replace")]
    public void What_the_device_lacks_is_refused(string what, string member, string named)
    {
        Compiled sample = CompileAgainstDevice($"namespace Sample; internal static class Bad {{ {member} }}");
        Assert.True(sample.Errors.Count > 0, $"{what} compiled");
        Assert.Contains(sample.Errors, error => error.Contains(named, System.StringComparison.Ordinal));
    }

    [Fact]
    public void A_library_is_seen_only_where_the_table_names_it()
    {
        const string Source = "internal static class Sample { static int Size(int x) => System.Math.Abs(x); }";
        Compiled sample = Compiler.Compile("Sample", [Compiler.Parse(Source, "Sample.cs")], ReferenceAssemblies.For(["System.Math"]));
        Assert.True(sample.Errors.Count == 0, string.Join('\n', sample.Errors));
    }

    private static Compiled CompileAgainstDevice(string source) =>
        Compiler.Compile("Sample", [Compiler.Parse(source, "Sample.cs", device: true)], ReferenceAssemblies.For([]));
}

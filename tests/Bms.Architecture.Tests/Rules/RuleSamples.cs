using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Bms.Architecture.Tests.Rules;

/// <summary>A small bad sample, the rule that must catch it, and what its message must name.</summary>
internal sealed record RuleSample(string Rule, string Named, string Source);

/// <summary>Bad samples for every rule; members of a class where a source declares no type of its own.</summary>
internal static partial class RuleSamples
{
    private static readonly string ManyMethods = string.Concat(Enumerable.Range(0, 256).Select(i => $"static void M{i}() {{ }}\n"));

    private static readonly string MuchCode =
        "static int Sum(int x) { " + string.Concat(Enumerable.Range(1, 7000).Select(i => $"x += {100_000 + i}; ")) + "return x; }";

    public static IReadOnlyList<RuleSample> All { get; } =
    [
        new("framework member", "System.String::Join", "static string Line(string[] x) => string.Join(\",\", x);"),
        new("framework member", "System.Text.StringBuilder", "static System.Text.StringBuilder? _text = null;"),
        new("framework member", "System.IDisposable", "sealed class Bad : System.IDisposable { public void Dispose() { } }"),
        new("framework member", "System.ObsoleteAttribute", "[System.Obsolete] sealed class Bad { }"),
        new("framework member", "System.FormatException", "static void Try() { try { Try(); } catch (System.FormatException) { } }"),
        new("framework member", "System.String::Empty", "static string Nothing() => string.Empty;"),
        new("generics", "Func`2", "static int Apply(System.Func<int, int> f) => f(1);"),
        new("generics", "Action`1", "static System.Action<int>? Handler;"),
        new("generics", "List`1", "static object Make() => new System.Collections.Generic.List<int>();"),
        new("generics", "generic type of our own", "sealed class Box<T> { public T? Value; }"),
        new("generics", "generic method of our own", "static T Same<T>(T x) => x;"),
        new("generics", "System.Array::Empty<System.Int32>", "static int[] None() => System.Array.Empty<int>();"),
        new("generics", "Nullable`1", "static int? Half;"),
        new("multi-dimensional array", "System.Int32[0...,0...]", "static int At(int[,] x) => x[0, 1];"),
        new("multi-dimensional array", "System.Single[0...,0...]", "static object Make() => new float[2, 2];"),
        new("pointer", "System.Int32*", "static unsafe int First(int[] x) { fixed (int* p = x) return *p; }"),
        new("double", "System.Double", "static double Half(double x) => x / 2;"),
        new("double", "System.Double", "sealed class Bad { public double[]? Values; }"),
        new("double instruction", "ldc.r8", "static int Whole(float x) => (int)(x * 0.5);"),
        new("double instruction", "conv.r8", "static bool Above(float x, int y) => x > (double)y;"),
        new("stackalloc", "localloc", "static unsafe int First() { int* x = stackalloc int[4]; return x[1]; }"),
        new("unsigned to float", "conv.r.un", "static float From(uint x) => x;"),
        new("unsigned to float", "conv.r.un", "static float From(ulong x) => (float)x;"),
        new("checked arithmetic", "add.ovf", "static int Sum(int x, int y) => checked(x + y);"),
        new("checked arithmetic", "conv.ovf.i2", "static short Narrow(int x) => checked((short)x);"),
        new("fixed buffer", "Cells", "unsafe struct Bad { public fixed int Cells[4]; }"),
        new("default interface method", "Twice", "interface IBad { int One(); int Twice() => One() + One(); }"),
        new("default interface method", "Make", "interface IBad { static abstract int Make(); }"),
        new("struct", "heap", "struct Bad { public int X; }"),
        new("struct", "heap", "readonly ref struct Bad { }"),
        new("methods of a kind", "256 static methods", ManyMethods),
        new("float Math", "System.Math::Max", "static float Larger(float x, float y) => System.Math.Max(x, y);"),
        new("float Math", "System.MathF::Sqrt", "static float Root(float x) => System.MathF.Sqrt(x);"),
        new("float remainder", "% of floats", "static float Rest(float x) => x % 3f;"),
        new("float remainder", "% of floats", "static float X; static float[]? Y; static float Rest() => (X > 0 ? Y[1] * X : -X) % Y[0];"),
        new("float to unsigned", "conv.u4", "static uint Whole(float x) => (uint)x;"),
        new("float to unsigned", "conv.u1", "static byte Whole(float[] x, int i) => (byte)(x[i] + 0.5f);"),
        new("float to unsigned", "conv.u2", "static float Get() => 1f; static ushort Whole() => (ushort)Get();"),
        new("static state", "Count can be written", "static int Count;"),
        new("static state", "Default is Sample.Bad", "sealed class Bad { static readonly Bad Default = new Bad(); }"),
        new(
            "static state",
            "looks beyond its class",
            "static readonly int[] Table = { Other.Size }; static class Other { public static readonly int Size = 3; }"),
        new("static state", "looks beyond its class", "static readonly int Size = Count(); static int Count() => 3;"),
        new("static table written", "Table is static", "static readonly int[] Table = { 1, 2 }; static void Set(int i) => Table[i] = i;"),
        new("static table written", "Table is static", "static readonly int[] Table = { 1, 2 }; static void Add(int i) => Table[i] += i;"),
        new("code size", "bytes of IL", MuchCode),
    ];

    /// <summary>The whole source of a sample.</summary>
    public static string SourceOf(RuleSample sample)
    {
        bool declaresType = TypeDeclaration().IsMatch(sample.Source);
        string body = declaresType ? sample.Source : $"static class Bad {{ {sample.Source} }}";
        return $"namespace Sample;\n#pragma warning disable\n{body}\n";
    }

    [GeneratedRegex(@"^(\[.*?\] )?(sealed class|interface|struct|unsafe struct|readonly ref struct) ", RegexOptions.CultureInvariant)]
    private static partial Regex TypeDeclaration();
}

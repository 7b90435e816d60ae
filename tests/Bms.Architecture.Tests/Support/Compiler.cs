using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Bms.Architecture.Tests.Support;

/// <summary>One way to call Roslyn, with the options that the device assemblies are built with.</summary>
internal static class Compiler
{
    private static readonly string FrameworkFolder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    /// <summary>What samples and device sources see when they are compiled for the PC.</summary>
    public static IReadOnlyList<MetadataReference> Framework { get; } =
    [
        .. new[] { "System.Private.CoreLib", "System.Runtime", "System.Collections", "System.Linq", "System.Memory", "System.Console" }
            .Select(name => MetadataReference.CreateFromFile(Path.Combine(FrameworkFolder, name + ".dll"))),
    ];

    /// <summary>Parses one source with the language version of the project, line endings and path as they are.</summary>
    public static SyntaxTree Parse(string source, string path, bool device = false) =>
        CSharpSyntaxTree.ParseText(
            source,
            new CSharpParseOptions(LanguageVersion.CSharp14, preprocessorSymbols: device ? ["NANOFRAMEWORK_1_0"] : []),
            path,
            Encoding.UTF8);

    /// <summary>Compiles and emits; <see cref="Compiled.Errors"/> is empty where it worked.</summary>
    public static Compiled Compile(
        string name,
        IEnumerable<SyntaxTree> sources,
        IEnumerable<MetadataReference> references,
        OptimizationLevel optimization = OptimizationLevel.Release,
        bool unsafeCode = false)
    {
        CSharpCompilationOptions options = new(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: optimization,
            checkOverflow: false,
            allowUnsafe: unsafeCode,
            nullableContextOptions: NullableContextOptions.Enable,
            deterministic: true);
        CSharpCompilation compilation = CSharpCompilation.Create(name, sources, references, options);
        using MemoryStream image = new();
        using MemoryStream symbols = new();
        EmitOptions emission = new(debugInformationFormat: DebugInformationFormat.PortablePdb);
        EmitResult result = compilation.Emit(image, symbols, options: emission);
        IEnumerable<string> errors = result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(error => error.ToString()).Order(StringComparer.Ordinal);
        return new Compiled(name, image.ToArray(), symbols.ToArray(), [.. errors]);
    }

    /// <summary>Compiles a sample for the PC; a sample that does not compile is a mistake in the test.</summary>
    public static Compiled CompileSample(string source, OptimizationLevel optimization = OptimizationLevel.Release)
    {
        Compiled sample = Compile("Sample", [Parse(source, "Sample.cs")], Framework, optimization, unsafeCode: true);
        return sample.Errors.Count == 0
            ? sample
            : throw new InvalidOperationException("the sample does not compile:\n" + string.Join('\n', sample.Errors));
    }
}

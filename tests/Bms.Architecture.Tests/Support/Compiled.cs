using System.Collections.Generic;
using System.IO;
using Mono.Cecil;

namespace Bms.Architecture.Tests.Support;

/// <summary>What the compiler made of some sources: an assembly and its symbols in memory, or the errors.</summary>
/// <param name="Name">The assembly's name.</param>
/// <param name="Image">The assembly's bytes; empty where there are errors.</param>
/// <param name="Symbols">The bytes of its portable symbol file.</param>
/// <param name="Errors">The compiler's errors, one a line, in order of their place.</param>
internal sealed record Compiled(string Name, byte[] Image, byte[] Symbols, IReadOnlyList<string> Errors)
{
    /// <summary>Opens the image for the rules; method bodies are read when they are asked for, so the stream stays open.</summary>
    public ModuleDefinition ReadModule() => ModuleDefinition.ReadModule(new MemoryStream(Image));
}

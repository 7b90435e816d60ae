using System.Globalization;
using System.IO;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Bms.Architecture.Tests.Instrumentation;

/// <summary>Where in the sources the instructions of a method come from, as far as its symbols say.</summary>
internal sealed class SourceLines(MethodDefinition method)
{
    private readonly SequencePoint[] _points =
        [.. method.DebugInformation.SequencePoints.Where(point => !point.IsHidden).OrderBy(point => point.Offset)];

    /// <summary>File name and line of an instruction, or null.</summary>
    public string? At(Instruction instruction)
    {
        SequencePoint? point = _points.LastOrDefault(candidate => candidate.Offset <= instruction.Offset);
        return point is null
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(point.Document.Url)}:{point.StartLine}");
    }
}

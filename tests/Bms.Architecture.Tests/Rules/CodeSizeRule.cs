using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace Bms.Architecture.Tests.Rules;

/// <summary>
/// The byte code of an assembly stays well below what the device can address. Counted as .NET writes it, where a token takes four bytes;
/// the device's form takes two, so this errs on the safe side.
/// </summary>
internal sealed class CodeSizeRule : IDialectRule
{
    /// <summary>The most bytes of IL in a device assembly.</summary>
    public const int MostBytes = 48 * 1024;

    public string Name => "code size";

    /// <summary>The bytes of IL in all methods together.</summary>
    public static int Measure(ModuleDefinition module) => OwnCode.Bodies(module).Sum(method => method.Body.CodeSize);

    public IEnumerable<Violation> Check(ModuleDefinition module)
    {
        int bytes = Measure(module);
        if (bytes > MostBytes)
            yield return new Violation(Name, module.Name, $"{bytes} bytes of IL, at most {MostBytes}; split the assembly by folder");
    }
}

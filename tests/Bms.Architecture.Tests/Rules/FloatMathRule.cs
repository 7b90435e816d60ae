using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace Bms.Architecture.Tests.Rules;

/// <summary>No <c>Math</c> or <c>MathF</c> on floating-point values: single precision on most devices, absent on some.</summary>
internal sealed class FloatMathRule : IDialectRule
{
    private static readonly string[] MathTypes = ["System.Math", "System.MathF"];
    private static readonly string[] FloatTypes = ["System.Single", "System.Double"];

    public string Name => "float Math";

    public IEnumerable<Violation> Check(ModuleDefinition module) =>
        from place in OwnCode.Instructions(module)
        let called = place.Instruction.Operand as MethodReference
        where called is not null && MathTypes.Contains(called.DeclaringType.FullName) && OnFloats(called)
        select Violation.At(
            Name, place.Method, place.Instruction, $"{called.FullName} differs between devices; use the core's own numerics");

    private static bool OnFloats(MethodReference called) =>
        called.Parameters.Select(parameter => parameter.ParameterType).Append(called.ReturnType)
            .Any(type => FloatTypes.Contains(type.FullName));
}

using System.Globalization;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Bms.Architecture.Tests.Rules;

/// <summary>One place in a device assembly that breaks a rule.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Place">The type, and where known the member and the IL offset.</param>
/// <param name="Message">What is there, and why the device cannot have it.</param>
internal sealed record Violation(string Rule, string Place, string Message)
{
    /// <summary>A violation at an instruction, in a method's signature or in a type.</summary>
    public static Violation At(string rule, TypeDefinition type, MethodDefinition? method, Instruction? instruction, string message)
    {
        string place = type.FullName;
        if (method is not null)
            place += "::" + method.Name;
        if (instruction is not null)
            place += string.Create(CultureInfo.InvariantCulture, $" IL_{instruction.Offset:x4}");
        return new Violation(rule, place, message);
    }

    /// <summary>A violation at an instruction.</summary>
    public static Violation At(string rule, MethodDefinition method, Instruction instruction, string message) =>
        At(rule, method.DeclaringType, method, instruction, message);

    public override string ToString() => $"{Rule}: {Place}: {Message}";
}

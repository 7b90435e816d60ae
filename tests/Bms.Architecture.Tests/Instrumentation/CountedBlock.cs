namespace Bms.Architecture.Tests.Instrumentation;

/// <summary>A run of instructions that is entered only at its first and left only after its last.</summary>
/// <param name="Namespace">The namespace of the type, the outermost one's where types nest.</param>
/// <param name="Type">The full name of the type.</param>
/// <param name="Method">The method, as Mono.Cecil writes it.</param>
/// <param name="Instructions">How many instructions the original has there.</param>
internal sealed record CountedBlock(string Namespace, string Type, string Method, int Instructions);

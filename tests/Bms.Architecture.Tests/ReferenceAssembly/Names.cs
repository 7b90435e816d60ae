using System;
using System.Collections.Generic;

namespace Bms.Architecture.Tests.ReferenceAssembly;

/// <summary>C# names for the metadata names of the lists.</summary>
internal static class Names
{
    /// <summary>The C# symbol of each operator method that the lists contain.</summary>
    public static IReadOnlyDictionary<string, string> Operators { get; } = new Dictionary<string, string>
    {
        ["op_Addition"] = "+",
        ["op_Subtraction"] = "-",
        ["op_UnaryNegation"] = "-",
        ["op_UnaryPlus"] = "+",
        ["op_Equality"] = "==",
        ["op_Inequality"] = "!=",
        ["op_LessThan"] = "<",
        ["op_LessThanOrEqual"] = "<=",
        ["op_GreaterThan"] = ">",
        ["op_GreaterThanOrEqual"] = ">=",
        ["op_LogicalNot"] = "!",
    };

    /// <summary>A type's name as source writes it; the keyword where C# insists on one (void, and the bases of enums).</summary>
    public static string Of(string metadataName) => metadataName switch
    {
        "System.Void" => "void",
        "System.SByte" => "sbyte",
        "System.Byte" => "byte",
        "System.Int16" => "short",
        "System.UInt16" => "ushort",
        "System.Int32" => "int",
        "System.UInt32" => "uint",
        "System.Int64" => "long",
        "System.UInt64" => "ulong",
        _ => "global::" + metadataName.Replace('/', '.'),
    };
}

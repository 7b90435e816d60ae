using System;
using System.Collections.Generic;
using System.Linq;

namespace Bms.Architecture.Tests.ReferenceAssembly;

/// <summary>Writes the C# declaration of one member of a device library.</summary>
internal static class MemberSource
{
    private const string NoBody = "{ throw null; }";

    /// <summary>One declaration with its line end; empty for a finaliser, which nothing can call.</summary>
    public static string Write(ApiType type, string typeName, ApiMember member) => member.Kind switch
    {
        'V' => $"{member.Name} = {member.Detail},\n",
        'F' => $"{Modifiers(type, member)}{Names.Of(member.Type)} {member.Name}{Constant(member)};\n",
        'E' => $"{Modifiers(type, member)}event {Names.Of(member.Type)} {member.Name} {{ add {NoBody} remove {NoBody} }}\n",
        'P' => Property(type, member),
        _ when member.Name == ".ctor" => $"{Modifiers(type, member)}{typeName}({Parameters(member)}) {NoBody}\n",
        _ when member.Name == "Finalize" => "",
        _ => Method(type, member),
    };

    /// <summary>The parameter list of a method or an indexer.</summary>
    public static string Parameters(ApiMember member) => string.Join(", ", member.Parameters.Select(parameter =>
        $"{parameter.Passing} {Names.Of(parameter.Type)} @{parameter.Name}{Default(parameter)}"));

    private static string Method(ApiType type, ApiMember member)
    {
        string declared = member.Name switch
        {
            "op_Implicit" => $"implicit operator {Names.Of(member.Type)}",
            "op_Explicit" => $"explicit operator {Names.Of(member.Type)}",
            _ when Names.Operators.TryGetValue(member.Name, out string? symbol) => $"{Names.Of(member.Type)} operator {symbol}",
            _ => $"{Names.Of(member.Type)} {member.Name}",
        };
        return $"{Modifiers(type, member)}{declared}({Parameters(member)}){Body(type, member, NoBody)}\n";
    }

    private static string Property(ApiType type, ApiMember member)
    {
        string accessors = string.Concat(member.Detail.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(accessor => $"{accessor}{Body(type, member, NoBody)} "));
        bool indexer = member.Parameters.Count > 0;
        string name = indexer ? $"this[{Parameters(member)}]" : member.Name;
        string attribute = indexer && member.Name != "Item" ? $"[System.Runtime.CompilerServices.IndexerName(\"{member.Name}\")] " : "";
        return $"{attribute}{Modifiers(type, member)}{Names.Of(member.Type)} {name} {{ {accessors}}}\n";
    }

    private static string Body(ApiType type, ApiMember member, string body) =>
        type.Kind == "interface" || member.Has("abstract") ? ";" : " " + body;

    private static string Modifiers(ApiType type, ApiMember member)
    {
        if (type.Kind == "interface")
            return "";
        // A final virtual method only implements an interface, which C# writes as a plain method.
        bool plain = member.Has("final") || type.Modifiers == "sealed" || type.Kind == "struct";
        IEnumerable<string> written = member.Modifiers.Where(modifier => modifier != "final" && !(plain && modifier == "virtual"));
        return string.Concat(written.Select(modifier => modifier + " "));
    }

    private static string Constant(ApiMember member) => !member.Has("const")
        ? ""
        : " = " + (member.Type, member.Detail) switch
        {
            ("System.String", _) => $"\"{member.Detail}\"",
            ("System.Char", _) => $"'{member.Detail}'",
            ("System.Single" or "System.Double", "NaN") => $"({Names.Of(member.Type)})(0.0 / 0.0)",
            ("System.Single" or "System.Double", "Infinity") => $"({Names.Of(member.Type)})(1.0 / 0.0)",
            ("System.Single" or "System.Double", "-Infinity") => $"({Names.Of(member.Type)})(-1.0 / 0.0)",
            ("System.Single", _) => member.Detail + "f",
            ("System.Double", _) => member.Detail + "d",
            _ => member.Detail,
        };

    private static string Default(ApiParameter parameter) => parameter.Default switch
    {
        null => "",
        "null" => " = null",
        "True" or "False" => parameter.Default == "True" ? " = true" : " = false",
        _ when parameter.Type == "System.Char" => $" = '{parameter.Default}'",
        _ => $" = ({Names.Of(parameter.Type)})({parameter.Default})",
    };
}

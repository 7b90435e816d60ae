using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Bms.Architecture.Tests.ReferenceAssembly;

/// <summary>Writes the C# declarations of a device library's types, with bodies that are never compiled.</summary>
internal sealed class TypeSource(ApiCatalogue catalogue)
{
    /// <summary>The source of a whole library.</summary>
    public string Write(ApiList library)
    {
        StringBuilder source = new();
        source.Append(CultureInfo.InvariantCulture, $"[assembly: System.Reflection.AssemblyVersion(\"{library.Version}\")]\n");
        ILookup<string, ApiType> nested = library.Types.Where(type => type.Name.Contains('/', StringComparison.Ordinal))
            .ToLookup(type => type.Name[..type.Name.LastIndexOf('/')]);
        foreach (ApiType type in library.Types.Where(type => !type.Name.Contains('/', StringComparison.Ordinal)))
        {
            int dot = type.Name.LastIndexOf('.');
            source.Append(CultureInfo.InvariantCulture, $"namespace {type.Name[..dot]} {{\n");
            WriteType(source, type, type.Name[(dot + 1)..], nested);
            source.Append("}\n");
        }

        return source.ToString();
    }

    private void WriteType(StringBuilder source, ApiType type, string name, ILookup<string, ApiType> nested)
    {
        if (type.Kind == "delegate")
        {
            ApiMember invoke = type.Members.Single(member => member.Name == "Invoke");
            string parameters = MemberSource.Parameters(invoke);
            source.Append(CultureInfo.InvariantCulture, $"public delegate {Names.Of(invoke.Type)} {name}({parameters});\n");
            return;
        }

        // The lists do not say how often an attribute may be given; this one is given once a friend.
        if (type.Name == "System.Runtime.CompilerServices.InternalsVisibleToAttribute")
            source.Append("[System.AttributeUsage(System.AttributeTargets.Assembly, AllowMultiple = true)]\n");
        string modifiers = type.Modifiers == "-" ? "" : type.Modifiers + " ";
        source.Append(CultureInfo.InvariantCulture, $"public {modifiers}{type.Kind} {name}{Bases(type)} {{\n");
        foreach (ApiMember member in type.Members)
            source.Append(MemberSource.Write(type, name, member));
        if (type.Kind == "class" && type.Modifiers != "static" && !type.Members.Any(member => member.Name == ".ctor"))
            source.Append(CultureInfo.InvariantCulture, $"internal {name}() {{ throw null; }}\n");
        foreach (ApiType inner in nested[type.Name])
            WriteType(source, inner, inner.Name[(type.Name.Length + 1)..], nested);
        source.Append("}\n");
    }

    private string Bases(ApiType type)
    {
        IEnumerable<string> bases = type.Interfaces.Where(name => type.Kind == "interface" || Implements(type, name));
        if ((type.Kind == "class" && type.Modifiers != "static" && type.Base != "-") || type.Kind == "enum")
            bases = bases.Prepend(type.Base);
        string list = string.Join(", ", bases.Select(Names.Of));
        return list.Length == 0 ? "" : " : " + list;
    }

    /// <summary>
    /// The lists leave explicit interface implementations out. An interface is kept where public members alone implement it; to drop one
    /// only makes the gate refuse more.
    /// </summary>
    private bool Implements(ApiType type, string interfaceName)
    {
        if (!catalogue.Types.TryGetValue(interfaceName, out ApiType? contract))
            return false;
        HashSet<string> offered = [];
        for (ApiType? at = type; at is not null; at = catalogue.Types.GetValueOrDefault(at.Base))
            offered.UnionWith(at.Members.Where(member => member.Has("public")).Select(member => member.Signature));
        return contract.Members.All(member => offered.Contains(member.Signature))
            && contract.Interfaces.All(inherited => Implements(type, inherited));
    }
}

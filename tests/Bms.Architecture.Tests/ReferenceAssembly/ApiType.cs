using System.Collections.Generic;
using System.Linq;

namespace Bms.Architecture.Tests.ReferenceAssembly;

/// <summary>A public type of a device library, as its list gives it.</summary>
/// <param name="Name">Full name; a nested type follows its outer one after a slash.</param>
/// <param name="Kind">class, struct, interface, enum or delegate.</param>
/// <param name="Modifiers">abstract, sealed, static, or a dash.</param>
/// <param name="Base">Full name of the base type; for an enum its underlying type; a dash for none.</param>
/// <param name="Interfaces">Full names of the interfaces that the list claims.</param>
internal sealed record ApiType(string Name, string Kind, string Modifiers, string Base, IReadOnlyList<string> Interfaces)
{
    /// <summary>Its members, in the order of the list.</summary>
    public List<ApiMember> Members { get; } = [];
}

/// <summary>A public or protected member of a device library.</summary>
/// <param name="Kind">M method, P property, E event, F field, V value of an enum.</param>
/// <param name="Modifiers">public, static, virtual and so on.</param>
/// <param name="Type">Full name of what it returns or holds.</param>
/// <param name="Name">Its name, .ctor and op_Addition included.</param>
/// <param name="Parameters">The parameters of a method or an indexer.</param>
/// <param name="Detail">The accessors of a property, the value of a constant.</param>
internal sealed record ApiMember(
    char Kind, IReadOnlyList<string> Modifiers, string Type, string Name, IReadOnlyList<ApiParameter> Parameters, string Detail)
{
    /// <summary>True where the member carries the modifier.</summary>
    public bool Has(string modifier) => Modifiers.Contains(modifier);

    /// <summary>What two members share when one can implement the other.</summary>
    public string Signature => $"{Kind} {Type} {Name}({string.Join(',', Parameters.Select(parameter => parameter.MetadataType))})";

    /// <summary>The name and signature of the methods behind this member, written as Mono.Cecil writes them.</summary>
    public IEnumerable<string> MetadataNames(string declaringType)
    {
        string parameters = string.Join(',', Parameters.Select(parameter => parameter.MetadataType));
        switch (Kind)
        {
            case 'M':
                yield return $"{Type} {declaringType}::{Name}({parameters})";
                break;
            case 'P':
                if (Detail.Contains("get", System.StringComparison.Ordinal))
                    yield return $"{Type} {declaringType}::get_{Name}({parameters})";
                if (Detail.Contains("set", System.StringComparison.Ordinal))
                    yield return $"System.Void {declaringType}::set_{Name}({(parameters.Length == 0 ? "" : parameters + ",")}{Type})";
                break;
            case 'E':
                yield return $"System.Void {declaringType}::add_{Name}({Type})";
                yield return $"System.Void {declaringType}::remove_{Name}({Type})";
                break;
            case 'F':
                yield return $"{Type} {declaringType}::{Name}";
                break;
        }
    }
}

/// <summary>A parameter of a device library's method.</summary>
/// <param name="Passing">ref, out, params, or empty.</param>
/// <param name="Type">Full name of its type.</param>
/// <param name="Name">Its name.</param>
/// <param name="Default">Its default value as the list writes it, or null.</param>
internal sealed record ApiParameter(string Passing, string Type, string Name, string? Default)
{
    /// <summary>Its type as compiled code names it.</summary>
    public string MetadataType => Passing is "ref" or "out" ? Type + "&" : Type;
}

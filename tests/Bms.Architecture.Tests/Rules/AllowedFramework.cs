using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace Bms.Architecture.Tests.Rules;

/// <summary>The project's own short list of framework members, read from <c>allowed-framework-members.txt</c>.</summary>
internal sealed class AllowedFramework
{
    private const string SetupMark = "setup ";
    private const string TypeMark = "type ";

    private readonly HashSet<string> _members = [];
    private readonly HashSet<string> _setupMembers = [];
    private readonly HashSet<string> _types = [];

    private AllowedFramework(IEnumerable<string> lines)
    {
        foreach (string line in lines.Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line.StartsWith(TypeMark, StringComparison.Ordinal))
            {
                _types.Add(line[TypeMark.Length..]);
                continue;
            }

            bool setup = line.StartsWith(SetupMark, StringComparison.Ordinal);
            string member = setup ? line[SetupMark.Length..] : line;
            (setup ? _setupMembers : _members).Add(member);
            _types.UnionWith(TypesOf(member));
        }
    }

    /// <summary>The list of the project.</summary>
    public static AllowedFramework List { get; } = Read();

    /// <summary>All members on the list.</summary>
    public IEnumerable<string> Members => _members.Concat(_setupMembers);

    /// <summary>All types that the list names, alone or in a member.</summary>
    public IEnumerable<string> Types => _types;

    /// <summary>True where code may use the member at all.</summary>
    public bool Allows(string member) => _members.Contains(member) || _setupMembers.Contains(member);

    /// <summary>True where a step or a frame may reach the member.</summary>
    public bool AllowsInStep(string member) => _members.Contains(member);

    /// <summary>True where code may name the type.</summary>
    public bool AllowsType(string type) => _types.Contains(type);

    private static AllowedFramework Read()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("allowed-framework-members.txt")
            ?? throw new InvalidOperationException("the list of allowed framework members is not in the test assembly");
        using StreamReader reader = new(stream);
        return new AllowedFramework(reader.ReadToEnd().Split('\n'));
    }

    private static IEnumerable<string> TypesOf(string member) =>
        member.Split([' ', ',', '(', ')'], StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split("::")[0].TrimEnd('&', '[', ']'));
}

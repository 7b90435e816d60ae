using System.Collections.Generic;
using Mono.Cecil;

namespace Bms.Architecture.Tests.Rules;

/// <summary>One rule of the device dialect, checked on a compiled assembly.</summary>
internal interface IDialectRule
{
    /// <summary>The rule's name, as messages and tests give it.</summary>
    string Name { get; }

    /// <summary>All places that break the rule.</summary>
    IEnumerable<Violation> Check(ModuleDefinition module);
}

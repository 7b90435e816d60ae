namespace Bms.Hil.Yaml;

/// <summary>What stands at one place of a YAML file.</summary>
public enum YamlKind
{
    /// <summary>Nothing: a key without a value, <c>~</c> or <c>null</c>.</summary>
    Nothing,

    /// <summary>One text, number or truth value.</summary>
    Scalar,

    /// <summary>A list.</summary>
    List,

    /// <summary>A map of keys to values.</summary>
    Map,
}

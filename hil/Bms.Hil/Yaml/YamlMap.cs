using System;
using System.Collections.Generic;
using System.Linq;

namespace Bms.Hil.Yaml;

/// <summary>The keys and values of one map in a YAML file, in the file's order.</summary>
public sealed class YamlMap
{
    private readonly IReadOnlyList<KeyValuePair<string, YamlItem>> _entries;
    private string[]? _known;

    internal YamlMap(YamlItem item, IReadOnlyList<KeyValuePair<string, YamlItem>> entries)
    {
        Item = item;
        _entries = entries;
    }

    /// <summary>The map itself, for messages about it as a whole.</summary>
    public YamlItem Item { get; }

    /// <summary>Keys and values in the file's order.</summary>
    public IReadOnlyList<KeyValuePair<string, YamlItem>> Entries => _entries;

    /// <summary>Whether the key is there with a value.</summary>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>The value of a key, or null where the key is absent or has no value.</summary>
    public YamlItem? Find(string key)
    {
        if (_known is not null && Array.IndexOf(_known, key) < 0)
            throw new ArgumentException($"'{key}' is not among the keys that this map allows", nameof(key));
        foreach (KeyValuePair<string, YamlItem> entry in _entries)
        {
            if (entry.Key == key)
                return entry.Value.Kind == YamlKind.Nothing ? null : entry.Value;
        }
        return null;
    }

    /// <summary>The value of a key that has to be there.</summary>
    /// <exception cref="BadInputException">It is not.</exception>
    public YamlItem Require(string key)
    {
        YamlItem? found = Find(key);
        if (found is not null)
            return found;
        foreach (KeyValuePair<string, YamlItem> entry in _entries)
        {
            if (entry.Key == key)
                throw entry.Value.Wrong("a value");
        }
        throw Item.Refuse($"the key '{key}' is missing");
    }

    /// <summary>The one of several keys that is there; exactly one has to be.</summary>
    /// <exception cref="BadInputException">None is, or more than one.</exception>
    public string RequireOneOf(params string[] keys)
    {
        string[] present = [.. keys.Where(Has)];
        return present.Length switch
        {
            1 => present[0],
            0 => throw Item.Refuse($"one of the keys {string.Join(", ", keys)} is missing"),
            _ => throw Find(present[1])!.Refuse($"only one of the keys {string.Join(", ", present)} can be given"),
        };
    }

    /// <summary>Refuses every key that is not among the known ones.</summary>
    internal void Allow(string[] known)
    {
        _known = known;
        foreach ((string key, YamlItem value) in _entries)
        {
            if (Array.IndexOf(known, key) >= 0)
                continue;
            string expected = NearestName.Expected(key, known);
            throw new BadInputException($"{value.KeyPlace ?? Item.Place}: unknown key '{OneLine.Of(key)}'; expected {expected}");
        }
    }
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Bms.Hil.Quantities;

namespace Bms.Hil.Yaml;

/// <summary>
/// One value of a YAML file together with where it stands. Every access checks the type and the range, and refuses with one line:
/// <c>file:line:column: path: what is wrong and what was expected</c>.
/// </summary>
public sealed class YamlItem
{
    private const int MostQuoted = 60;
    private readonly string _text;
    private readonly IReadOnlyList<YamlItem> _items;
    private readonly IReadOnlyList<KeyValuePair<string, YamlItem>> _entries;

    internal YamlItem(
        YamlPlace place,
        YamlKind kind,
        string text = "",
        IReadOnlyList<YamlItem>? items = null,
        IReadOnlyList<KeyValuePair<string, YamlItem>>? entries = null)
    {
        Place = place;
        Kind = kind;
        _text = text;
        _items = items ?? [];
        _entries = entries ?? [];
    }

    /// <summary>Where it stands.</summary>
    public YamlPlace Place { get; }

    /// <summary>Where its key stands; null in a list and for the whole file.</summary>
    public YamlPlace? KeyPlace { get; internal set; }

    /// <summary>What it is.</summary>
    public YamlKind Kind { get; }

    /// <summary>The beginning of every message about it: <c>file:line:column</c> and the path of keys to it.</summary>
    public string Where => Place.ToString();

    /// <summary>The one line that refuses this value, to throw.</summary>
    public BadInputException Refuse(string message) => new($"{Where}: {OneLine.Of(message)}");

    /// <summary>A map with these keys and no others.</summary>
    /// <param name="known">The keys that it may have.</param>
    /// <exception cref="BadInputException">It is no map, or has another key.</exception>
    public YamlMap Map(params string[] known)
    {
        YamlMap map = AnyMap();
        map.Allow(known);
        return map;
    }

    /// <summary>A map whose keys its writer chooses.</summary>
    /// <exception cref="BadInputException">It is no map.</exception>
    public YamlMap AnyMap() => Kind == YamlKind.Map ? new YamlMap(this, _entries) : throw Wrong("a map of keys and values");

    /// <summary>The values of a list.</summary>
    /// <param name="fewest">Fewer are refused.</param>
    /// <param name="most">More are refused.</param>
    /// <exception cref="BadInputException">It is no list, or of another length.</exception>
    public IReadOnlyList<YamlItem> List(int fewest = 0, int most = int.MaxValue)
    {
        if (Kind != YamlKind.List)
            throw Wrong("a list");
        if (_items.Count >= fewest && _items.Count <= most)
            return _items;
        string expected = fewest == most ? $"{fewest}" : most == int.MaxValue ? $"at least {fewest}" : $"{fewest} to {most}";
        throw Refuse($"a list of {_items.Count}; expected {expected}");
    }

    /// <summary>A text that is not empty.</summary>
    /// <exception cref="BadInputException">It is none.</exception>
    public string Text() => Kind == YamlKind.Scalar && _text.Length > 0 ? _text : throw Wrong("a text");

    /// <summary>A plain number.</summary>
    /// <param name="lowest">A lower one is refused.</param>
    /// <param name="highest">A higher one is refused.</param>
    /// <exception cref="BadInputException">It is no finite number, or outside the range.</exception>
    public double Number(double lowest = double.MinValue, double highest = double.MaxValue)
    {
        bool isNumber = double.TryParse(_text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number);
        if (Kind != YamlKind.Scalar || !isNumber || !double.IsFinite(number))
            throw Wrong("a number");
        return InRange(number, lowest, highest, "");
    }

    /// <summary>A whole number.</summary>
    /// <param name="lowest">A lower one is refused.</param>
    /// <param name="highest">A higher one is refused.</param>
    /// <exception cref="BadInputException">It is no whole number, or outside the range.</exception>
    public int WholeNumber(int lowest = int.MinValue, int highest = int.MaxValue)
    {
        bool isNumber = long.TryParse(_text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number);
        if (Kind != YamlKind.Scalar || !isNumber)
            throw Wrong("a whole number");
        return (int)InRange(number, lowest, highest, "");
    }

    /// <summary>A seed: a whole number of at most 64 bits, not negative.</summary>
    /// <exception cref="BadInputException">It is none.</exception>
    public ulong Seed()
    {
        bool isNumber = ulong.TryParse(_text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number);
        return Kind == YamlKind.Scalar && isNumber ? number : throw Wrong("a whole number, not negative");
    }

    /// <summary><c>true</c> or <c>false</c>.</summary>
    /// <exception cref="BadInputException">It is neither.</exception>
    public bool Flag() => Kind == YamlKind.Scalar && _text is "true" or "false" ? _text == "true" : throw Wrong("true or false");

    /// <summary>A number with its unit, in the unit of <see cref="Quantities.Quantity.BaseUnitOf"/>.</summary>
    /// <param name="dimension">What it has to measure.</param>
    /// <param name="lowest">A lower one is refused.</param>
    /// <param name="highest">A higher one is refused.</param>
    /// <exception cref="BadInputException">It is none, lacks its unit, or is outside the range.</exception>
    public double Quantity(Dimension dimension, double lowest = double.MinValue, double highest = double.MaxValue)
    {
        if (Kind != YamlKind.Scalar)
            throw Wrong($"a {dimension.ToString().ToLowerInvariant()}");
        double number = Quantities.Quantity.Parse(_text, dimension, Where);
        return InRange(number, lowest, highest, Quantities.Quantity.BaseUnitOf(dimension));
    }

    /// <summary>One of some names.</summary>
    /// <exception cref="BadInputException">It is none of them.</exception>
    public T Choice<T>(IReadOnlyDictionary<string, T> choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        if (Kind != YamlKind.Scalar)
            throw Wrong(string.Join(", ", choices.Keys));
        if (choices.TryGetValue(_text, out T? chosen))
            return chosen;
        throw Refuse($"'{Quoted()}' is not known; expected {NearestName.Expected(_text, choices.Keys.ToArray())}");
    }

    /// <summary>The refusal of a value that is something else than expected.</summary>
    internal BadInputException Wrong(string expected) => Refuse($"expected {expected}, found {Found()}");

    private double InRange(double number, double lowest, double highest, string unit)
    {
        if (number >= lowest && number <= highest)
            return number;
        string suffix = unit.Length == 0 ? "" : " " + unit;
        string expected = highest >= int.MaxValue ? $"at least {Invariant(lowest)}{suffix}"
            : lowest <= int.MinValue ? $"at most {Invariant(highest)}{suffix}"
            : $"{Invariant(lowest)} to {Invariant(highest)}{suffix}";
        throw Refuse($"{Quoted()} is out of range; expected {expected}");
    }

    private static string Invariant(double number) => number.ToString("G15", CultureInfo.InvariantCulture);

    private string Found() => Kind switch
    {
        YamlKind.Nothing => "nothing",
        YamlKind.List => "a list",
        YamlKind.Map => "a map",
        _ => $"'{Quoted()}'",
    };

    private string Quoted() => _text.Length <= MostQuoted ? _text : _text[..MostQuoted] + "…";
}

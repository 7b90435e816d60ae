using System.Collections.Generic;
using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Bms.Hil.Yaml;

/// <summary>Builds the checked tree from the events of the YAML parser.</summary>
internal sealed class YamlTreeBuilder
{
    /// <summary>Deeper nesting is refused: no format here needs a third of it, and recursion needs a bound.</summary>
    private const int MaximumDepth = 24;

    private readonly IParser _parser;
    private readonly string _source;

    public YamlTreeBuilder(IParser parser, string source)
    {
        _parser = parser;
        _source = source;
        LastPlace = new YamlPlace(source, 1, 1, "");
    }

    /// <summary>Where the last thing read so far begins.</summary>
    public YamlPlace LastPlace { get; private set; }

    private ParsingEvent Current => _parser.Current!;

    /// <summary>The only document of the text.</summary>
    public YamlItem Document()
    {
        Next<StreamStart>();
        if (!_parser.MoveNext() || Current is not DocumentStart)
            throw new BadInputException($"{_source}: the file is empty; expected YAML");
        _parser.MoveNext();
        YamlItem root = Value(new YamlPlace(_source, 1, 1, ""), 0);
        Next<DocumentEnd>();
        if (_parser.MoveNext() && Current is DocumentStart second)
            throw new BadInputException($"{PlaceOf(second, "")}: a second document; expected one");
        return root;
    }

    private void Next<T>()
        where T : ParsingEvent
    {
        if (!_parser.MoveNext() || Current is not T)
            throw new YamlException("the text ends too early");
    }

    /// <summary>The value whose first event is the current one; afterwards its last event is.</summary>
    private YamlItem Value(YamlPlace parent, int depth)
    {
        YamlPlace place = PlaceOf(Current, parent.Path);
        LastPlace = place;
        if (depth > MaximumDepth)
            throw new BadInputException($"{place}: nested deeper than {MaximumDepth} levels");
        RefuseMarks(Current, place);
        return Current switch
        {
            Scalar scalar => ScalarItem(scalar, place),
            SequenceStart => ListItem(place, depth),
            MappingStart => MapItem(place, depth),
            _ => throw new YamlException(Current.Start, Current.End, "expected a value"),
        };
    }

    private static void RefuseMarks(ParsingEvent happened, YamlPlace place)
    {
        if (happened is AnchorAlias alias)
            throw new BadInputException($"{place}: the alias '*{alias.Value}'; aliases are not read here: write the value out");
        if (happened is not NodeEvent node)
            return;
        if (!node.Anchor.IsEmpty)
            throw new BadInputException($"{place}: the anchor '&{node.Anchor}'; anchors are not read here: write each value out");
        if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific)
            throw new BadInputException($"{place}: the tag '{node.Tag}'; tags are not read here");
    }

    private static YamlItem ScalarItem(Scalar scalar, YamlPlace place)
    {
        bool isNothing = scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null";
        return new YamlItem(place, isNothing ? YamlKind.Nothing : YamlKind.Scalar, scalar.Value);
    }

    private YamlItem ListItem(YamlPlace place, int depth)
    {
        var items = new List<YamlItem>();
        while (_parser.MoveNext() && Current is not SequenceEnd)
        {
            string path = string.Create(CultureInfo.InvariantCulture, $"{place.Path}[{items.Count + 1}]");
            items.Add(Value(place with { Path = path }, depth + 1));
        }
        return new YamlItem(place, YamlKind.List, items: items);
    }

    private YamlItem MapItem(YamlPlace place, int depth)
    {
        var entries = new List<KeyValuePair<string, YamlItem>>();
        var seen = new HashSet<string>();
        while (_parser.MoveNext() && Current is not MappingEnd)
        {
            YamlPlace keyPlace = PlaceOf(Current, place.Path);
            RefuseMarks(Current, keyPlace);
            if (Current is not Scalar key)
                throw new BadInputException($"{keyPlace}: a key has to be a plain name");
            if (!seen.Add(key.Value))
                throw new BadInputException($"{keyPlace}: the key '{OneLine.Of(key.Value)}' is there twice");
            _parser.MoveNext();
            string path = place.Path.Length == 0 ? key.Value : $"{place.Path}.{key.Value}";
            YamlItem value = Value(place with { Path = OneLine.Of(path) }, depth + 1);
            value.KeyPlace = keyPlace;
            entries.Add(new KeyValuePair<string, YamlItem>(key.Value, value));
        }
        return new YamlItem(place, YamlKind.Map, entries: entries);
    }

    private YamlPlace PlaceOf(ParsingEvent happened, string path) =>
        new(_source, happened.Start.Line, happened.Start.Column, path);
}

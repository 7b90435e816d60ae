using System;
using System.Collections.Generic;
using System.Text.Json;

namespace Bms.Hil.Cells;

/// <summary>
/// The shape of a cell file: which keys each object has, which of them it must have, and what kind of value stands there. It is
/// checked before the values are read, so that each refusal can name the place in the format's own words.
/// </summary>
internal sealed class CellFileShape
{
    private static readonly Field[] Cell =
    [
        new("format", Kind.Text), new("name", Kind.Text), new("chemistry", Kind.Text), new("provenance", Kind.Text),
        new("method", Kind.Text), new("capacityAmpHours", Kind.Number), new("grid", Kind.Object), new("ocvVolts", Kind.Table),
        new("hysteresisVolts", Kind.Table, Optional: true), new("hysteresisRate", Kind.Number, Optional: true),
        new("r0Ohms", Kind.Table), new("branches", Kind.Array), new("saturationPerRate", Kind.Row, Optional: true),
        new("instantHysteresisVolts", Kind.Row, Optional: true), new("chargeResistanceFactor", Kind.Table, Optional: true),
        new("coulombicEfficiency", Kind.Number, Optional: true), new("entropyMicrovoltsPerKelvin", Kind.Row, Optional: true),
        new("modelError", Kind.Object, Optional: true), new("uncertainty", Kind.Object), new("limits", Kind.Object),
        new("powerMaps", Kind.Object, Optional: true),
    ];

    private static readonly Field[] Grid = [new("soc", Kind.Row), new("temperatureCelsius", Kind.Row)];

    private static readonly Field[] Branch = [new("tauSeconds", Kind.Number), new("ohms", Kind.Table)];

    private static readonly Field[] ModelError = [new("volts", Kind.NumberOrTable), new("overpotentialFraction", Kind.NumberOrRow)];

    private static readonly Field[] Uncertainty =
        [new("volts", Kind.Number), new("overpotentialFraction", Kind.Number), new("socError", Kind.Number)];

    private static readonly Field[] PowerMaps =
        [new("temperatureCelsius", Kind.Row), new("soc", Kind.Row), new("charge", Kind.Table), new("discharge", Kind.Table)];

    private static readonly Field[] Limits =
    [
        new("maximumVolts", Kind.Number), new("minimumVolts", Kind.Number), new("chargeAmps", Kind.Number),
        new("dischargeAmps", Kind.Number), new("chargeCelsius", Kind.Row), new("dischargeCelsius", Kind.Row),
    ];

    private readonly string _source;

    private CellFileShape(string source)
    {
        _source = source;
    }

    private enum Kind
    {
        Text,
        Number,
        Object,
        Array,
        Row,
        Table,
        NumberOrRow,
        NumberOrTable,
    }

    /// <summary>Refuses the first missing, unknown or repeated key, and the first value of another kind.</summary>
    /// <exception cref="BadInputException">The place, what was found there and what was expected.</exception>
    public static void Check(JsonElement root, string source)
    {
        var shape = new CellFileShape(source);
        shape.CheckKind(root, "the file", Kind.Object);
        shape.CheckFormat(root);
        shape.CheckFields(root, "", Cell);
        shape.CheckFields(root.GetProperty("grid"), "grid.", Grid);
        if (root.TryGetProperty("modelError", out JsonElement modelError))
            shape.CheckFields(modelError, "modelError.", ModelError);
        shape.CheckFields(root.GetProperty("uncertainty"), "uncertainty.", Uncertainty);
        shape.CheckFields(root.GetProperty("limits"), "limits.", Limits);
        if (root.TryGetProperty("powerMaps", out JsonElement powerMaps))
            shape.CheckFields(powerMaps, "powerMaps.", PowerMaps);
        int index = 0;
        foreach (JsonElement branch in root.GetProperty("branches").EnumerateArray())
        {
            shape.CheckKind(branch, $"branches[{index}]", Kind.Object);
            shape.CheckFields(branch, $"branches[{index}].", Branch);
            index++;
        }
    }

    /// <summary>The format comes first: the keys of another format would only mislead.</summary>
    private void CheckFormat(JsonElement root)
    {
        if (!root.TryGetProperty("format", out JsonElement format))
            throw Refusal("format", $"the key is missing, expected \"{CellFile.CurrentFormat}\"");
        CheckKind(format, "format", Kind.Text);
        if (format.GetString() is string found && found != CellFile.CurrentFormat)
            throw Refusal("format", $"found \"{CellRanges.Shorten(found)}\", expected \"{CellFile.CurrentFormat}\"");
    }

    private void CheckFields(JsonElement parent, string prefix, Field[] fields)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonProperty property in parent.EnumerateObject())
        {
            string name = property.Name;
            Field field = Array.Find(fields, known => known.Name == name)
                ?? throw Refusal(prefix + CellRanges.Shorten(name), $"found an unknown key, expected one of: {Names(fields)}");
            if (!seen.Add(name))
                throw Refusal(prefix + name, "found the key twice, expected it once");
            CheckKind(property.Value, prefix + name, field.Kind);
        }
        foreach (Field field in fields)
        {
            if (!field.Optional && !seen.Contains(field.Name))
                throw Refusal(prefix + field.Name, $"the key is missing, expected {Expected(field.Kind)}");
        }
    }

    private void CheckKind(JsonElement element, string path, Kind kind)
    {
        JsonValueKind wanted = kind switch
        {
            Kind.Text => JsonValueKind.String,
            Kind.Number => JsonValueKind.Number,
            Kind.Object => JsonValueKind.Object,
            Kind.NumberOrRow or Kind.NumberOrTable when element.ValueKind == JsonValueKind.Number => JsonValueKind.Number,
            _ => JsonValueKind.Array,
        };
        if (element.ValueKind != wanted)
            throw Refusal(path, $"found {Found(element)}, expected {Expected(kind)}");
        if (kind == Kind.Text)
            CheckText(element, path);
        if (wanted != JsonValueKind.Array || kind == Kind.Array)
            return;
        int index = 0;
        foreach (JsonElement item in element.EnumerateArray())
            CheckKind(item, $"{path}[{index++}]", kind is Kind.Table or Kind.NumberOrTable ? Kind.Row : Kind.Number);
    }

    private void CheckText(JsonElement element, string path)
    {
        try
        {
            _ = element.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, written as an escape, is valid JSON but no text.
            throw Refusal(path, "found an escape that is no character, expected Unicode text");
        }
    }

    private BadInputException Refusal(string path, string problem) => new($"{_source}: {path}: {problem}");

    private static string Names(Field[] fields) => string.Join(", ", Array.ConvertAll(fields, field => field.Name));

    private static string Expected(Kind kind) => kind switch
    {
        Kind.Text => "a text",
        Kind.Number => "a number",
        Kind.Object => "an object",
        Kind.Array => "an array",
        Kind.Row => "an array of numbers",
        Kind.NumberOrRow => "a number or an array of numbers",
        Kind.NumberOrTable => "a number or an array of rows of numbers",
        _ => "an array of rows of numbers",
    };

    private static string Found(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };

    private sealed record Field(string Name, Kind Kind, bool Optional = false);
}

using System;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bms.Hil.Cells;

/// <summary>Reads a table, or one number as a table of one by one, which is spread later.</summary>
internal sealed class NumberOrTable : JsonConverter<double[][]>
{
    public override double[][] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number ? [[reader.GetDouble()]] : JsonSerializer.Deserialize<double[][]>(ref reader)!;

    public override void Write(Utf8JsonWriter writer, double[][] value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value);
}

/// <summary>Reads a row, or one number as a row of one, which is spread later.</summary>
internal sealed class NumberOrRow : JsonConverter<double[]>
{
    public override double[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number ? [reader.GetDouble()] : JsonSerializer.Deserialize<double[]>(ref reader)!;

    public override void Write(Utf8JsonWriter writer, double[] value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value);
}

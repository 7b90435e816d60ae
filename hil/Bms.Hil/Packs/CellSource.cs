using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Hil.Cells;

namespace Bms.Hil.Packs;

/// <summary>
/// What <c>--cell</c> names: the path of a cell file or of a pack image, or the name of a cell that the project ships.
/// </summary>
public sealed class CellSource
{
    private static readonly byte[] ImageMark = "BMSP"u8.ToArray();

    private readonly CellFile? _cell;
    private readonly PackConfiguration? _image;

    private CellSource(string path, string name, CellFile? cell, PackConfiguration? image)
    {
        Path = path;
        Name = name;
        _cell = cell;
        _image = image;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The cell's name; for an image the file's.</summary>
    public string Name { get; }

    /// <summary>True for a pack image: its layout and its limits are its own.</summary>
    public bool IsImage => _image is not null;

    /// <summary>The series groups that an image is for; null where the layout is free.</summary>
    public int? SeriesGroups => _image?.SeriesGroups;

    /// <summary>The estimator that an image runs; null where it is free.</summary>
    public EstimatorKind? Estimator => _image?.Estimation.Kind;

    /// <summary>Where the cell's figures come from: <c>identified</c>, <c>synthetic</c>, or <c>image</c>.</summary>
    public string Provenance => _cell?.Provenance ?? "image";

    /// <summary>Capacity that the pack has by its own account, in ampere-hours.</summary>
    public double CapacityAmpHours => _cell?.CapacityAmpHours
        ?? (_image!.Cell.CapacityMicroampHours * 1e-6 * _image.ParallelCells);

    /// <summary>Names of the cells that the project ships.</summary>
    public static IEnumerable<string> ShippedNames =>
        Directory.Exists(ShippedFolder)
            ? Directory.GetFiles(ShippedFolder, "*.json").Select(path => System.IO.Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)
            : [];

    private static string ShippedFolder => System.IO.Path.Combine(AppContext.BaseDirectory, "cells");

    /// <summary>Opens what a name or a path means.</summary>
    /// <exception cref="BadInputException">There is no such thing, or it is refused.</exception>
    public static CellSource Open(string nameOrPath)
    {
        string path = Resolve(nameOrPath);
        if (BeginsWithImageMark(path))
        {
            PackImage image = PackImage.Read(File.ReadAllBytes(path));
            if (image.Configuration is null)
                throw new BadInputException($"{path}: {PackFaultText.Of(image.Fault, image.Detail)}");
            return new CellSource(path, System.IO.Path.GetFileName(path), null, image.Configuration);
        }
        CellFile cell = CellFileReader.Read(path);
        return new CellSource(path, cell.Name, cell, null);
    }

    /// <summary>A cell that is in memory already.</summary>
    /// <param name="cell">The cell, as the rules of cell files accepted it.</param>
    /// <param name="source">What messages call it.</param>
    public static CellSource Of(CellFile cell, string source)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return new CellSource(source, cell.Name, cell, null);
    }

    /// <summary>The configuration to run. An image runs as it is: layout, limits, estimator and capacity are its own.</summary>
    /// <exception cref="BadInputException">The options ask an image for something else than it holds.</exception>
    public PackConfiguration Configure(PackOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (_cell is not null)
            return PackBuilder.Build(_cell, options, Path);
        if (options.SeriesGroups != _image!.SeriesGroups)
            throw new BadInputException($"{Path}: the image is for {_image.SeriesGroups} series groups, the recording has {options.SeriesGroups}");
        return _image;
    }

    private static string Resolve(string nameOrPath)
    {
        if (File.Exists(nameOrPath))
            return nameOrPath;
        string shipped = System.IO.Path.Combine(ShippedFolder, nameOrPath + ".json");
        if (System.IO.Path.GetFileName(nameOrPath) == nameOrPath && File.Exists(shipped))
            return shipped;
        if (Directory.Exists(nameOrPath))
            throw new BadInputException($"{nameOrPath}: is a directory: expected a cell file or a pack image");
        throw new BadInputException($"{nameOrPath}: no such cell file or pack image, and no shipped cell of that name ({string.Join(", ", ShippedNames)})");
    }

    private static bool BeginsWithImageMark(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            var head = new byte[ImageMark.Length];
            int read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            // One damaged bit among the four letters must not turn an image into broken JSON.
            return read == head.Length && head.Zip(ImageMark).Count(pair => pair.First == pair.Second) >= 3;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{path}: cannot be read: {error.Message}");
        }
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Bms.Architecture.Tests.Support;
using Xunit;

namespace Bms.Architecture.Tests.ReferenceAssembly;

/// <summary>The lists of all device libraries, and which library and type a name belongs to.</summary>
internal sealed class ApiCatalogue
{
    private static readonly Lazy<ApiCatalogue?> Shared = new(Load);

    private ApiCatalogue(IReadOnlyList<ApiList> libraries)
    {
        Libraries = libraries.ToDictionary(library => library.Name);
        Types = libraries.SelectMany(library => library.Types).ToDictionary(type => type.Name);
        Owners = libraries.SelectMany(library => library.Types.Select(type => (type.Name, Library: library.Name)))
            .ToDictionary(pair => pair.Name, pair => pair.Library);
    }

    /// <summary>The libraries by name.</summary>
    public IReadOnlyDictionary<string, ApiList> Libraries { get; }

    /// <summary>The types of all libraries by full name.</summary>
    public IReadOnlyDictionary<string, ApiType> Types { get; }

    /// <summary>The library of each type.</summary>
    public IReadOnlyDictionary<string, string> Owners { get; }

    /// <summary>The lists, or a skipped test with the reason where this machine has none.</summary>
    public static ApiCatalogue Required()
    {
        Assert.SkipWhen(Shared.Value is null, "no lists of the device's libraries: set BMS_NANO_API or put them at ../shared/nano");
        return Shared.Value!;
    }

    private static ApiCatalogue? Load() => Repository.DeviceApiFolder is { } folder
        ? new ApiCatalogue([.. Directory.EnumerateFiles(folder, "api-*.tsv").Order(StringComparer.Ordinal).Select(ApiList.Read)])
        : null;
}

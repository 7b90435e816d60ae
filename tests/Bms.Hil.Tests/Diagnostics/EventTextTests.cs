using System;
using System.IO;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Core.Diagnostics;
using Bms.Hil.Diagnostics;
using Bms.Hil.Rigs;
using Bms.Hil.Scenarios.Expectations;
using Xunit;

namespace Bms.Hil.Tests.Diagnostics;

/// <summary>Every event of the catalogue has its text, its place in the document, and a name in scenario files.</summary>
public sealed class EventTextTests
{
    public static TheoryData<EventKind> Kinds() => [.. EventTexts.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_event_has_a_text_a_line_in_the_document_and_a_name(EventKind kind)
    {
        string name = new RigEvent(kind, 0, 0, 0).KindName;
        string text = EventTexts.Of(kind);
        Assert.EndsWith(".", text, StringComparison.Ordinal);
        Assert.Contains($"| {(int)kind} | `{name}` | {text} |", Document, StringComparison.Ordinal);
        Assert.Equal(kind, EventNames.Kinds[name]);
        Assert.Equal(kind, EventCatalogue.KindAt(EventCatalogue.PlaceOf(kind)));
    }

    [Fact]
    public void The_catalogue_is_the_table_and_what_is_no_row()
    {
        Assert.Equal(ProtectionPolicy.RowCount + 7, EventTexts.Kinds.Count);
        Assert.Equal(EventTexts.Kinds.Count, EventTexts.Kinds.Select(EventTexts.Of).Distinct().Count());
        Assert.Equal(-1, EventCatalogue.PlaceOf((EventKind)50));
        Assert.Throws<ArgumentOutOfRangeException>(() => EventTexts.Of((EventKind)50));
    }

    private static string Document { get; } = File.ReadAllText(Path.Combine(Root(), "docs", "DIAGNOSIS.md"));

    private static string Root()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Bms.sln")))
                return folder.FullName;
        }
        throw new InvalidOperationException("the repository is not above the tests");
    }
}

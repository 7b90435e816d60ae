using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using Bms.Hil.Identification;
using Bms.Hil.Tests.Cells;
using Bms.Hil.Tests.Reports;
using Microsoft.Playwright;
using Xunit;

namespace Bms.Hil.Tests.Identification;

/// <summary>The report of an identification, as text and in a real browser.</summary>
public sealed class FitReportTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Equal_identifications_give_equal_pages_and_names_are_escaped()
    {
        string first = Page(Fit("<b>cell</b>"));
        Assert.Equal(first, Page(Fit("<b>cell</b>")));
        Assert.DoesNotContain("<b>cell</b>", first, StringComparison.Ordinal);
        Assert.DoesNotContain(_scratch.Folder, first, StringComparison.Ordinal);
        Assert.Contains("half gap", first, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_target_that_cannot_be_written_is_one_line()
    {
        string folder = _scratch.PathOf("taken");
        Directory.CreateDirectory(folder);
        var error = Assert.Throws<BadInputException>(() => FitReport.Write(Fit("cell"), folder));
        Assert.StartsWith(folder, error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_scratch.Folder, "*.tmp"));
    }

    [Fact]
    public async Task The_page_loads_without_a_complaint_and_asks_for_nothing_else()
    {
        await using Chromium chromium = await Chromium.LaunchAsync();
        string path = Path.Combine(Chromium.PictureFolder, "fit.html");
        FitReport.Write(Fit("Made-up cell"), path);
        var complaints = new List<string>();
        int requests = 0;
        IPage page = await chromium.Browser.NewPageAsync();
        page.Console += (_, message) => complaints.Add(message.Text);
        page.PageError += (_, error) => complaints.Add(error);
        page.Request += (_, _) => requests++;
        await page.GotoAsync("file://" + path);
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Chromium.PictureFolder, "fit.png"), FullPage = true });
        Assert.Empty(complaints);
        Assert.Equal(1, requests);
        Assert.Equal(8, await page.Locator("figure > svg.bms-chart").CountAsync());
        Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"));
    }

    private FitOutcome Fit(string name)
    {
        string slow = _scratch.Write("slow.csv", MadeUpCell.Slow(25, both: true, 0.01, 50));
        string pulses = _scratch.Write("pulses.csv", MadeUpCell.Pulses(25));
        FitInput[] inputs = [FitInput.Parse(slow, FitRole.Ocv), FitInput.Parse(pulses, FitRole.Pulse)];
        return CellFitter.Run(new FitSettings { Inputs = inputs, Name = name }, null, TestContext.Current.CancellationToken);
    }

    private static string Page(FitOutcome outcome)
    {
        using var output = new StringWriter();
        FitReport.Write(outcome, output);
        return output.ToString();
    }
}

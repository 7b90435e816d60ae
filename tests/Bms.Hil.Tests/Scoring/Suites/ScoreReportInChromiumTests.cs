using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using Bms.Hil.Scoring.Suites;
using Bms.Hil.Tests.Reports;
using Microsoft.Playwright;
using Xunit;

namespace Bms.Hil.Tests.Scoring.Suites;

/// <summary>Opens a report of scores in a real browser, with its content security policy in force.</summary>
public sealed class ScoreReportInChromiumTests : IDisposable
{
    private readonly SmallSuite _small = new();

    public void Dispose() => _small.Dispose();

    [Fact]
    public async Task The_page_loads_without_a_complaint_and_shows_a_panel_for_each_case()
    {
        await using Chromium chromium = await Chromium.LaunchAsync();
        var complaints = new List<string>();
        var requests = new List<string>();
        IPage page = await OpenAsync(chromium, complaints, requests);
        await page.Locator("#expand").ClickAsync();
        Assert.Equal(4, await page.Locator("details .bms-chart:visible").CountAsync());
        // A band for each case, and one in the legend of each picture.
        Assert.Equal(12 + 4, await page.Locator("details .bms-chart path.band, details .bms-chart rect.band").CountAsync());
        Assert.Equal(12, await page.Locator("table.cases tbody tr:visible").CountAsync());
        Assert.Equal(2 * 3, await page.Locator("table.matrix tbody tr").CountAsync());
        await page.ScreenshotAsync(Picture("score-report"));
        Assert.Empty(complaints);
        Assert.Single(requests);
    }

    [Fact]
    public async Task The_filter_keeps_a_section_as_long_as_one_of_its_cases_matches()
    {
        await using Chromium chromium = await Chromium.LaunchAsync();
        IPage page = await OpenAsync(chromium, [], []);
        await page.Locator("#filter").FillAsync("one true-start");
        Assert.Equal("2 of 12", await page.Locator("#shown").TextContentAsync());
        Assert.Equal(2, await page.Locator("details.scenario:visible").CountAsync());
        await page.Locator("#filter").FillAsync("one coulomb");
        Assert.Equal("3 of 12", await page.Locator("#shown").TextContentAsync());
        Assert.Equal(1, await page.Locator("details.scenario:visible").CountAsync());
        await page.Locator("#filter").FillAsync("");
        await page.Locator("fieldset input[value=failed]").CheckAsync(new LocatorCheckOptions { Force = true });
        Assert.Equal("4 of 12", await page.Locator("#shown").TextContentAsync());
        ILocator link = page.Locator("table.cases tbody tr:visible a").First;
        await link.ClickAsync();
        Assert.True(await page.Locator("#scenario-1 .bms-chart").First.IsVisibleAsync());
    }

    [Fact]
    public async Task A_narrow_screen_shows_the_page_without_sideways_scrolling()
    {
        await using Chromium chromium = await Chromium.LaunchAsync();
        IPage page = await OpenAsync(chromium, [], []);
        await page.SetViewportSizeAsync(390, 844);
        await page.EvaluateAsync("document.querySelector('#scenario-2').open = true");
        Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"));
        await page.ScreenshotAsync(Picture("score-report-narrow"));
    }

    private static PageScreenshotOptions Picture(string name) => new()
    {
        Path = Path.Combine(Chromium.PictureFolder, name + ".png"),
        FullPage = true,
        // The default hides the caret with a style of its own, which the page's policy would refuse.
        Caret = ScreenshotCaret.Initial,
    };

    private async Task<IPage> OpenAsync(Chromium chromium, List<string> complaints, List<string> requests)
    {
        string suite = _small.With("recordings:", "limits: { rmseAfter600s: { start-0.3: 5 % }, meanSigma: 10 % }\nrecordings:");
        ScoreResult result = new ScoreRun(ScoreSuiteReader.Open(suite), null, 2).Run(TestContext.Current.CancellationToken);
        string path = Path.Combine(_small.Folder, "score.html");
        ScoreReport.Write(result, path);
        IBrowserContext context = await chromium.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            ColorScheme = ColorScheme.Light,
            ViewportSize = new ViewportSize { Width = 1200, Height = 900 },
        });
        IPage page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                complaints.Add(message.Text);
        };
        page.PageError += (_, error) => complaints.Add(error);
        page.Request += (_, request) => requests.Add(request.Url);
        await page.GotoAsync("file://" + path);
        return page;
    }
}

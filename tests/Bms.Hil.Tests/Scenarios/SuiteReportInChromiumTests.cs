using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Bms.Hil.Reports.Html;
using Bms.Hil.Scenarios;
using Bms.Hil.Scenarios.Results;
using Bms.Hil.Scenarios.Running;
using Bms.Hil.Tests.Reports;
using Microsoft.Playwright;
using Xunit;

namespace Bms.Hil.Tests.Scenarios;

/// <summary>Opens the report of real scenarios in a real browser.</summary>
public class SuiteReportInChromiumTests
{
    [Fact]
    public async Task It_loads_without_a_complaint_shows_every_plot_and_filters()
    {
        await using Chromium chromium = await Chromium.LaunchAsync();
        Suite suite = ShippedSuite.Read();
        SuiteResult result = new SuiteRun(suite, jobs: 2).Run(CancellationToken.None);
        string path = Path.Combine(Chromium.PictureFolder, "suite.html");
        HtmlReport.Write(SuiteReport.Make(suite, result), path);

        var complaints = new List<string>();
        IPage page = await chromium.Browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1200, Height = 900 } });
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                complaints.Add(message.Text);
        };
        page.PageError += (_, error) => complaints.Add(error);
        await page.GotoAsync("file://" + path);
        ILocator rows = page.Locator("table.verdicts tbody tr:visible");
        Assert.Equal(suite.Scenarios.Count, await rows.CountAsync());
        await page.ScreenshotAsync(Picture("suite", fullPage: true));

        await page.Locator("#filter").FillAsync("over-voltage");
        int named = suite.Scenarios.Count(scenario => scenario.Name.Contains("over-voltage", System.StringComparison.OrdinalIgnoreCase));
        Assert.InRange(named, 3, suite.Scenarios.Count - 1);
        Assert.Equal(named, await rows.CountAsync());
        Assert.Equal(named, await page.Locator("details.scenario:visible").CountAsync());
        await page.Locator("table.verdicts tbody tr:visible a").First.ClickAsync();
        ILocator open = page.Locator("details.scenario[open]");
        Assert.Equal(1, await open.Locator(".bms-chart").CountAsync());
        string text = await open.InnerTextAsync();
        foreach (string word in new[] { "Cell voltages", "Current", "Temperatures", "State of charge", "contactors", "over-voltage trip", "cell over voltage" })
            Assert.Contains(word, text, System.StringComparison.OrdinalIgnoreCase);
        await open.ScreenshotAsync(new LocatorScreenshotOptions { Path = Path.Combine(Chromium.PictureFolder, "suite-scenario.png"), Caret = ScreenshotCaret.Initial });

        await page.Locator("#filter").FillAsync("");
        await page.Locator("#expand").ClickAsync();
        Assert.Equal(suite.Scenarios.Count + suite.Comparisons.Count, await page.Locator(".bms-chart:visible").CountAsync());
        Assert.Empty(complaints);
    }

    private static PageScreenshotOptions Picture(string name, bool fullPage) => new()
    {
        Path = Path.Combine(Chromium.PictureFolder, name + ".png"),
        FullPage = fullPage,
        Caret = ScreenshotCaret.Initial,
    };
}

using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using Bms.Hil.Reports.Html;
using Microsoft.Playwright;
using Xunit;

namespace Bms.Hil.Tests.Reports;

/// <summary>
/// Opens a report in a real browser. Its content security policy is in force: a blocked style or script is a console error.
/// </summary>
public class ReportInChromiumTests
{
    private const int Scenarios = 20;

    [Fact]
    public async Task The_page_loads_without_a_complaint_and_asks_for_nothing_else()
    {
        await using Chromium chromium = await Chromium.LaunchAsync();
        var complaints = new List<string>();
        var requests = new List<string>();
        IPage page = await OpenAsync(chromium, ColorScheme.Light, complaints, requests);
        await page.Locator("#expand").ClickAsync();
        await page.ScreenshotAsync(Picture("report-light-expanded", fullPage: false));
        Assert.Empty(complaints);
        Assert.Single(requests);
        Assert.Equal(0, await page.Locator("img").CountAsync());
    }

    [Fact]
    public async Task The_filter_hides_rows_and_sections_and_counts()
    {
        await using Chromium chromium = await Chromium.LaunchAsync();
        IPage page = await OpenAsync(chromium, ColorScheme.Light);
        ILocator rows = page.Locator("table.verdicts tbody tr:visible");
        Assert.Equal(Scenarios, await rows.CountAsync());
        Assert.Equal("20 of 20", await page.Locator("#shown").TextContentAsync());
        await page.ScreenshotAsync(Picture("report-light"));

        await page.Locator("#filter").FillAsync("HOT discharge");
        Assert.Equal(2, await rows.CountAsync());
        Assert.Equal("2 of 20", await page.Locator("#shown").TextContentAsync());
        Assert.Equal(2, await page.Locator("details.scenario:visible").CountAsync());

        await page.Locator("#filter").FillAsync("no such scenario");
        Assert.Equal(0, await rows.CountAsync());
        Assert.True(await page.Locator("#nothing").IsVisibleAsync());

        await page.Keyboard.PressAsync("Escape");
        Assert.Equal(Scenarios, await rows.CountAsync());
    }

    [Fact]
    public async Task The_keyboard_alone_reaches_filter_states_and_sections()
    {
        await using Chromium chromium = await Chromium.LaunchAsync();
        IPage page = await OpenAsync(chromium, ColorScheme.Light);
        await page.Keyboard.PressAsync("/");
        Assert.Equal("filter", await page.EvaluateAsync<string>("document.activeElement.id"));
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("ArrowRight");
        Assert.Equal("2 of 20", await page.Locator("#shown").TextContentAsync());
        await page.ScreenshotAsync(Picture("report-light-failed"));

        ILocator link = page.Locator("table.verdicts tbody tr:visible a").First;
        string section = (await link.GetAttributeAsync("href"))!;
        await link.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        Assert.True(await page.Locator(section + " .bms-chart").First.IsVisibleAsync());
        await page.ScreenshotAsync(Picture("report-light-section"));
    }

    [Fact]
    public async Task Dark_screens_get_a_dark_page_and_paper_a_white_one()
    {
        await using Chromium chromium = await Chromium.LaunchAsync();
        IPage page = await OpenAsync(chromium, ColorScheme.Dark);
        await page.EvaluateAsync("document.querySelector('#scenario-5').open = true");
        const string Background = "getComputedStyle(document.documentElement).backgroundColor";
        const string ChartBackground = "getComputedStyle(document.querySelector('#scenario-5 .back')).fill";
        Assert.Equal("rgb(18, 22, 28)", await page.EvaluateAsync<string>(Background));
        Assert.Equal("rgb(18, 22, 28)", await page.EvaluateAsync<string>(ChartBackground));
        await page.ScreenshotAsync(Picture("report-dark"));

        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        Assert.Equal("rgb(255, 255, 255)", await page.EvaluateAsync<string>(ChartBackground));
        Assert.False(await page.Locator("form.controls").IsVisibleAsync());
        await page.ScreenshotAsync(Picture("report-print"));
        await page.PdfAsync(new PagePdfOptions { Path = Path.Combine(Chromium.PictureFolder, "report.pdf"), Format = "A4" });
    }

    [Fact]
    public async Task Hostile_names_stay_text()
    {
        await using Chromium chromium = await Chromium.LaunchAsync();
        var complaints = new List<string>();
        IPage page = await OpenAsync(chromium, ColorScheme.Light, complaints);
        ILocator row = page.Locator("table.verdicts tbody tr[data-section=scenario-8] th a");
        Assert.Equal(MadeUpReport.Hostile, await row.TextContentAsync());
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task A_narrow_screen_shows_the_page_without_sideways_scrolling()
    {
        await using Chromium chromium = await Chromium.LaunchAsync();
        IPage page = await OpenAsync(chromium, ColorScheme.Light);
        await page.SetViewportSizeAsync(390, 844);
        await page.EvaluateAsync("document.querySelector('#scenario-5').open = true");
        int excess = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
        Assert.Equal(0, excess);
        await page.ScreenshotAsync(Picture("report-narrow", fullPage: false));
    }

    private static async Task<IPage> OpenAsync(
        Chromium chromium, ColorScheme scheme, List<string>? complaints = null, List<string>? requests = null)
    {
        string path = Path.Combine(Chromium.PictureFolder, "report.html");
        HtmlReport.Write(MadeUpReport.Make(Scenarios, chartsEach: 2), path);
        IBrowserContext context = await chromium.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            ColorScheme = scheme,
            ViewportSize = new ViewportSize { Width = 1200, Height = 900 },
        });
        IPage page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                complaints?.Add(message.Text);
        };
        page.PageError += (_, error) => complaints?.Add(error);
        page.Request += (_, request) => requests?.Add(request.Url);
        await page.GotoAsync("file://" + path);
        return page;
    }

    private static PageScreenshotOptions Picture(string name, bool fullPage = true) => new()
    {
        Path = Path.Combine(Chromium.PictureFolder, name + ".png"),
        FullPage = fullPage,
        // The default hides the caret with a style of its own, which the page's policy would refuse.
        Caret = ScreenshotCaret.Initial,
    };
}

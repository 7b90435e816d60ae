using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using Bms.Hil.Reports;
using Bms.Hil.Reports.Charts;
using Microsoft.Playwright;
using Xunit;

namespace Bms.Hil.Tests.Reports;

/// <summary>Opens charts as files of their own, in both schemes, and measures what only a browser knows: how wide text really is.</summary>
public class ChartInChromiumTests
{
    // Pairs of texts that touch by more than a pixel, and texts that leave the picture.
    private const string Trouble =
        """
        (() => {
          const describe = t => ({ text: t.textContent, box: t.getBoundingClientRect() });
          const texts = Array.from(document.querySelectorAll('text'), describe);
          const whole = document.documentElement.getBoundingClientRect();
          const found = [];
          for (let i = 0; i < texts.length; i++) {
            const a = texts[i].box;
            const outside = a.left < whole.left || a.right > whole.right + 1 || a.bottom > whole.bottom;
            if (outside) found.push(texts[i].text + ' leaves the picture');
            for (let j = i + 1; j < texts.length; j++) {
              const b = texts[j].box;
              const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
              const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
              if (wide > 1 && high > 3) found.push(texts[i].text + ' touches ' + texts[j].text);
            }
          }
          return found;
        })()
        """;

    [Fact]
    public async Task No_text_touches_another_or_leaves_the_picture()
    {
        await using Chromium chromium = await Chromium.LaunchAsync();
        foreach ((string name, Chart chart) in Charts())
        {
            string path = Path.Combine(Chromium.PictureFolder, name + ".svg");
            await File.WriteAllTextAsync(path, chart.ToSvg(), TestContext.Current.CancellationToken);
            foreach (ColorScheme scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await using IBrowserContext context = await chromium.Browser.NewContextAsync(new BrowserNewContextOptions
                {
                    ColorScheme = scheme,
                    ViewportSize = new ViewportSize { Width = 960, Height = 840 },
                });
                IPage page = await context.NewPageAsync();
                await page.GotoAsync("file://" + path);
                Assert.Empty(await page.EvaluateAsync<string[]>(Trouble));
                string background = await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.back')).fill");
                Assert.Equal(scheme == ColorScheme.Dark ? "rgb(18, 22, 28)" : "rgb(255, 255, 255)", background);
                await page.ScreenshotAsync(new PageScreenshotOptions
                {
                    Path = Path.Combine(Chromium.PictureFolder, $"{name}-{scheme.ToString().ToLowerInvariant()}.png"),
                });
            }
        }
    }

    private static IEnumerable<(string Name, Chart Chart)> Charts()
    {
        yield return ("replay", ReplayPlot.Draw(MadeUpReplay.Record(), "25degc_us06", "ekf · made-up rows"));
        yield return ("compare", ReplayPlot.Compare(
            [
                ("coulomb", MadeUpReplay.Record(startError: -0.2, events: false)),
                ("ocv", MadeUpReplay.Record(startError: 0.03, events: false)),
                ("ekf", MadeUpReplay.Record()),
            ],
            "Three estimators on one recording"));
        yield return ("pack", MadeUpReport.PackChart(3));
        yield return ("crowded", MadeUpCharts.Crowded());
        yield return ("numbers", MadeUpCharts.Numbers());
    }
}

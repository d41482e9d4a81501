using Microsoft.Playwright;

namespace Eligibility.SystemTests.Browsers;

/// <summary>A real browser without a window, and everything that it complained of.</summary>
internal sealed class Browser : IAsyncDisposable
{
    /// <summary>What to do where there is none.</summary>
    public const string HowToInstall = "Chromium is not installed: apt-get install chromium";

    private const string Program = "/usr/bin/chromium";

    // The browser is to talk to the page's server and to nobody else.
    private static readonly string[] Quietly =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browser(IPlaywright playwright, IBrowser browser, IPage page)
    {
        _playwright = playwright;
        _browser = browser;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                Complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => Complaints.Add(error);
        page.RequestFailed += (_, request) => Complaints.Add($"{request.Url} failed");
        page.Request += (_, request) => Hosts.Add(new Uri(request.Url).Authority);
    }

    /// <summary>Whether there is one.</summary>
    public static bool IsInstalled => File.Exists(Program);

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Errors and warnings of the console, failed requests, scripts that broke.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Every host that was asked for something.</summary>
    public HashSet<string> Hosts { get; } = [];

    /// <summary>Starts one.</summary>
    /// <param name="bypassCsp">Whether scripts of a test may run in a page that forbids all scripts.</param>
    public static async Task<Browser> StartAsync(bool bypassCsp = false)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Program, Args = Quietly });
        var context = await browser.NewContextAsync(new BrowserNewContextOptions { BypassCSP = bypassCsp, ViewportSize = new ViewportSize { Width = 1400, Height = 2000 } });
        return new Browser(playwright, browser, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.CloseAsync();
        _playwright.Dispose();
    }
}

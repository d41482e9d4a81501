using System.Globalization;
using Eligibility.Api.OpenApi;
using Eligibility.Keys;
using Microsoft.Playwright;

namespace Eligibility.SystemTests.Browsers;

/// <summary>The page for people, as they see it.</summary>
public sealed class SwaggerTests
{
    [Fact]
    public async Task The_page_loads_without_a_complaint_and_from_this_service_alone()
    {
        Assert.SkipUnless(Browser.IsInstalled, Browser.HowToInstall);
        await using var service = await RunningService.StartAsync();
        await using var browser = await Browser.StartAsync();

        await OpenAsync(browser.Page, service);

        (await browser.Page.Locator(".opblock").CountAsync()).Should().BeGreaterThan(6, "every call is listed");
        browser.Complaints.Should().BeEmpty();
        browser.Hosts.Should().Equal(service.Address.Authority);
    }

    [Fact]
    public async Task Each_example_can_be_tried_out_and_answers_what_it_says()
    {
        Assert.SkipUnless(Browser.IsInstalled, Browser.HowToInstall);
        await using var service = await RunningService.StartAsync();
        await using var browser = await Browser.StartAsync();
        await OpenAsync(browser.Page, service);
        var screen = await ExpandAsync(browser.Page, "Screenings", "screen");

        foreach (var example in Examples.All)
        {
            await screen.Locator(".opblock-section-request-body .examples-select-element").SelectOptionAsync(new SelectOptionValue { Value = example.Name });
            await ExecuteAsync(browser.Page, screen);

            (await StatusAsync(screen)).Should().Be(example.Status, example.Name);
            if (example.Candidacy is { } candidacy)
            {
                (await screen.Locator(".live-responses-table").InnerTextAsync()).Should().Contain($"\"candidacy\": \"{candidacy}\"", example.Name);
            }
        }

        browser.Complaints.Should().OnlyContain(complaint => complaint.Contains("422", StringComparison.Ordinal), "a browser names each refusal, and nothing else went wrong");
    }

    [Fact]
    public async Task Authorize_lets_in_and_stores_nothing()
    {
        Assert.SkipUnless(Browser.IsInstalled, Browser.HowToInstall);
        using var keys = new KeyFolder();
        var key = keys.Add("north-clinic", Scopes.Rules);
        await using var service = await RunningService.StartAsync(keys.Arguments);
        await using var browser = await Browser.StartAsync();
        await OpenAsync(browser.Page, service);
        var facts = await ExpandAsync(browser.Page, "Facts", "listFacts");
        await ExecuteAsync(browser.Page, facts);
        (await StatusAsync(facts)).Should().Be(401);

        await browser.Page.Locator(".auth-wrapper .authorize").First.ClickAsync();
        await browser.Page.Locator(".auth-container input").FillAsync(key.Text);
        await browser.Page.Locator(".auth-btn-wrapper .authorize").ClickAsync();
        await browser.Page.Locator(".auth-btn-wrapper .btn-done").ClickAsync();
        await ExecuteAsync(browser.Page, facts);

        (await StatusAsync(facts)).Should().Be(200);
        (await browser.Page.EvaluateAsync<string>("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")).Should().Be("""[{},{},""]""");
        await browser.Page.GotoAsync("about:blank");
        await OpenAsync(browser.Page, service);
        var again = await ExpandAsync(browser.Page, "Facts", "listFacts");
        await ExecuteAsync(browser.Page, again);
        (await StatusAsync(again)).Should().Be(401, "a key is forgotten with the page");
    }

    private static async Task OpenAsync(IPage page, RunningService service)
    {
        await page.GotoAsync(new Uri(service.Address, "/swagger/index.html").AbsoluteUri);
        await page.Locator(".opblock").First.WaitForAsync();
    }

    private static async Task<ILocator> ExpandAsync(IPage page, string tag, string operation)
    {
        var block = page.Locator($"#operations-{tag}-{operation}");
        await block.Locator(".opblock-summary").ClickAsync();
        await block.Locator(".execute").WaitForAsync();
        return block;
    }

    private static async Task ExecuteAsync(IPage page, ILocator block) =>
        await page.RunAndWaitForResponseAsync(() => block.Locator(".execute").ClickAsync(), answer => answer.Url.Contains("/v1/", StringComparison.Ordinal));

    private static async Task<int> StatusAsync(ILocator block)
    {
        // The page shows an answer a moment after it has come.
        await block.Page.WaitForTimeoutAsync(300);
        var status = await block.Locator(".live-responses-table .response .response-col_status").First.InnerTextAsync();
        return int.Parse(status.AsSpan(0, 3), CultureInfo.InvariantCulture);
    }
}

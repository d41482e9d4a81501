using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace Eligibility.SystemTests.Browsers;

/// <summary>What we draw and show, for people who do not see it or do not use a mouse.</summary>
public sealed class AccessibilityTests
{
    [Theory]
    [InlineData("/v1/rules/general/chronic-migraine/graph")]
    [InlineData("/v1/rules/fda-label/chronic-migraine/graph")]
    [InlineData("/v1/rules/safeguards/headache-red-flags/graph")]
    public async Task A_picture_of_a_rule_has_no_violation_on_a_page(string path)
    {
        Assert.SkipUnless(Browser.IsInstalled, Browser.HowToInstall);
        await using var service = await RunningService.StartAsync();
        await using var browser = await Browser.StartAsync(bypassCsp: true);
        var picture = await service.Client.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        await browser.Page.SetContentAsync($"<!doctype html><html lang=\"en\"><head><title>Rule</title></head><body><main><h1>Rule</h1>{picture}</main></body></html>");
        var result = await browser.Page.RunAxe();

        result.Violations.Select(Describe).Should().BeEmpty();
        result.Passes.Should().Contain(rule => rule.Id == "svg-img-alt", "the picture has a text in place of itself");
    }

    private static string Describe(AxeResultItem violation) => $"{violation.Id}: {violation.Help}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}";
}

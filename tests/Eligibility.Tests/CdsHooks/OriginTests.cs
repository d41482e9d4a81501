using Eligibility.Tests.Http;

namespace Eligibility.Tests.CdsHooks;

/// <summary>Which pages may call from a browser.</summary>
public sealed class OriginTests
{
    private const string Page = "https://ehr.example";

    [Fact]
    public async Task No_page_may_call_where_none_is_configured()
    {
        await using var clinic = new Clinic(new Dictionary<string, string>());

        (await AskAsync(clinic, Page)).Headers.Contains("Access-Control-Allow-Origin").Should().BeFalse();
    }

    [Fact]
    public async Task A_configured_page_may_call_and_no_other()
    {
        await using var clinic = new Clinic(new Dictionary<string, string> { ["CdsHooks:Origins:0"] = Page }, withKeys: true);

        var ours = await AskAsync(clinic, Page);
        ours.Headers.GetValues("Access-Control-Allow-Origin").Should().Equal(Page);
        ours.Headers.GetValues("Access-Control-Allow-Headers").Single().Should().ContainEquivalentOf("authorization").And.ContainEquivalentOf("content-type");
        ours.Headers.Contains("Access-Control-Allow-Credentials").Should().BeFalse();
        (await AskAsync(clinic, "https://other.example")).Headers.Contains("Access-Control-Allow-Origin").Should().BeFalse();
        (await AskAsync(clinic, Page, "/v1/screenings")).Headers.Contains("Access-Control-Allow-Origin").Should().BeFalse("the other calls are for no page");
    }

    [Fact]
    public async Task No_cache_gives_the_answer_for_one_page_to_another()
    {
        await using var one = new Clinic(new Dictionary<string, string> { ["CdsHooks:Origins:0"] = Page });
        await using var two = new Clinic(new Dictionary<string, string> { ["CdsHooks:Origins:0"] = Page, ["CdsHooks:Origins:1"] = "https://second.example" });
        foreach (var clinic in new[] { one, two })
        {
            foreach (var (method, path) in new[] { (HttpMethod.Get, Ehr.Services), (HttpMethod.Post, Ehr.Hook), (HttpMethod.Options, Ehr.Hook), (HttpMethod.Get, "/cds-services/other") })
            {
                foreach (var origin in new[] { Page, "https://other.example", null })
                {
                    using var client = clinic.Client();
                    using var request = new HttpRequestMessage(method, path);
                    request.Headers.Add("Access-Control-Request-Method", "POST");
                    if (origin is not null)
                    {
                        request.Headers.Add("Origin", origin);
                    }

                    using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
                    answer.Headers.Vary.Should().Equal(["Origin"], "{0} {1} from {2}", method, path, origin);
                }
            }
        }
    }

    [Theory]
    [InlineData("*")]
    [InlineData("ehr.example")]
    [InlineData("https://ehr.example/path")]
    [InlineData("https://ehr.example/")]
    public void An_origin_that_is_none_stops_the_start(string origin) => new Api.CdsHooks.CdsHooksSettings { Origins = [origin] }.FirstFault().Should().Contain("CdsHooks:Origins");

    [Theory]
    [InlineData("form.html")]
    [InlineData("javascript:alert(1)")]
    public void A_form_that_is_at_no_web_address_stops_the_start(string address) => new Api.CdsHooks.CdsHooksSettings { FormUrl = address }.FirstFault().Should().Contain("CdsHooks:FormUrl");

    private static async Task<HttpResponseMessage> AskAsync(Clinic clinic, string origin, string path = Ehr.Hook)
    {
        using var client = clinic.Client();
        using var request = new HttpRequestMessage(HttpMethod.Options, path);
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "authorization, content-type");
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}

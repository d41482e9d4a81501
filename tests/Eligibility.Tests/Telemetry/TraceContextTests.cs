using System.Diagnostics;
using Eligibility.Api.Telemetry;

namespace Eligibility.Tests.Telemetry;

/// <summary>What is taken from the trace context that a client sends, and what a span keeps.</summary>
public sealed class TraceContextTests
{
    private const string Valid = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    public static TheoryData<string> Malformed =>
    [
        "",
        "kanarienvogel",
        "00",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0AF7651916CD43DD8448EB211C80319C-B7AD6B7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0g",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01 ",
        "00_0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331_01",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "zz-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "|0af76519.1.2.",
        $"{Valid},{Valid}",
    ];

    [Fact]
    public void A_valid_traceparent_is_taken_and_nothing_beside_it()
    {
        var propagator = new TraceparentAlone();
        List<string> asked = [];

        propagator.ExtractTraceIdAndState(null, Headers, out var id, out var state);
        var baggage = propagator.ExtractBaggage(null, Headers);

        id.Should().Be(Valid);
        state.Should().BeNull();
        baggage.Should().BeNull();
        asked.Should().Equal("traceparent");

        void Headers(object? carrier, string name, out string? value, out IEnumerable<string>? values)
        {
            asked.Add(name);
            value = name == "traceparent" ? Valid : "kanarienvogel=1";
            values = null;
        }
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public void A_malformed_traceparent_is_as_good_as_none(string sent)
    {
        new TraceparentAlone().ExtractTraceIdAndState(null, Headers, out var id, out _);

        id.Should().BeNull();

        void Headers(object? carrier, string name, out string? value, out IEnumerable<string>? values) => (value, values) = (sent, null);
    }

    [Fact]
    public void Nothing_is_passed_on()
    {
        using var activity = new Activity("inner") { TraceStateString = "kanarienvogel=1" };
        activity.AddBaggage("kanarienvogel", "1").Start();
        List<string> passedOn = [];

        new TraceparentAlone().Inject(activity, carrier: null, (_, name, _) => passedOn.Add(name));

        passedOn.Should().BeEmpty();
    }

    [Theory]
    [InlineData("POST", "/v1/screenings", "POST /v1/screenings")]
    [InlineData("GET", null, "GET")]
    [InlineData("_OTHER", "/v1/facts", "HTTP /v1/facts")]
    public void A_span_keeps_what_is_ours_and_drops_what_it_does_not_know(string method, string? route, string name)
    {
        using var activity = new Activity("kanarienvogel") { TraceStateString = "kanarienvogel=1" };
        activity.SetTag("http.request.method", method).SetTag("http.route", route).SetTag("http.response.status_code", 200);
        foreach (var sent in new[] { "url.path", "url.query", "url.scheme", "user_agent.original", "server.address", "client.address", "http.request.method_original", "of.a.later.version" })
        {
            activity.SetTag(sent, "kanarienvogel");
        }

        activity.SetStatus(ActivityStatusCode.Error, "kanarienvogel");
        using var processor = new SpanTags();

        processor.OnEnd(activity);

        activity.DisplayName.Should().Be(name);
        activity.TagObjects.Select(tag => tag.Value).Should().Equal(new object?[] { method, route, 200 }.Where(value => value is not null));
        activity.TraceStateString.Should().BeNull();
        activity.StatusDescription.Should().BeNull();
        activity.Status.Should().Be(ActivityStatusCode.Error);
    }
}

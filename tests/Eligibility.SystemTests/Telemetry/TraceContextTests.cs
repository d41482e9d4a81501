using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Eligibility.SystemTests.Telemetry;

/// <summary>What becomes of the trace context of a client, on a service that sends its traces to a collector.</summary>
public sealed class TraceContextTests(TraceContextTests.TracedService traced) : IClassFixture<TraceContextTests.TracedService>
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";
    private const string ParentId = "b7ad6b7169203331";

    public static TheoryData<string> Malformed =>
    [
        "",
        "kanarienvogel",
        "00",
        $"00-{new string('0', 32)}-{ParentId}-01",
        $"00-{TraceId}-{new string('0', 16)}-01",
        $"00-{TraceId.ToUpperInvariant()}-{ParentId}-01",
        $"00-{TraceId}-{ParentId}",
        $"00-{TraceId}-{ParentId}-01-more",
        $"00-{TraceId}-{ParentId}-0g",
        $"00_{TraceId}_{ParentId}_01",
        $"ff-{TraceId}-{ParentId}-01",
        $"00-{TraceId}-{ParentId}-01, 00-{TraceId}-{ParentId}-01",
        $"|{TraceId}.1.",
        "\u00c3\u00a9",
        new string('0', 2000),
    ];

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task A_malformed_traceparent_begins_a_new_trace_and_is_no_error(string sent)
    {
        var trace = await TraceOfRequestAsync($"traceparent: {sent}");

        trace.Should().MatchRegex("^[0-9a-f]{32}$").And.NotBe(TraceId).And.NotBe(new string('0', 32));
    }

    [Fact]
    public async Task Two_traceparents_are_as_good_as_none() =>
        (await TraceOfRequestAsync($"traceparent: 00-{TraceId}-{ParentId}-01\r\ntraceparent: 00-{TraceId}-{ParentId}-01")).Should().NotBe(TraceId);

    [Fact]
    public async Task Other_ways_to_name_a_trace_are_not_known() =>
        (await TraceOfRequestAsync($"Request-Id: 00-{TraceId}-{ParentId}-01\r\nb3: {TraceId}-{ParentId}-1")).Should().NotBe(TraceId);

    [Fact]
    public async Task A_valid_traceparent_is_continued()
    {
        await using var collector = await Collector.StartAsync();
        await using var service = await RunningService.StartAsync(collector.Environment);

        var trace = await TraceOfRequestAsync($"traceparent: 00-{TraceId}-{ParentId}-01\r\ntracestate: a=b", service);
        service.Terminate();
        await service.WaitForEndAsync(TestContext.Current.CancellationToken);

        trace.Should().Be(TraceId);
        collector.Traces.Should().Contain(Encoding.Latin1.GetString(Convert.FromHexString(TraceId)))
            .And.Contain(Encoding.Latin1.GetString(Convert.FromHexString(ParentId)));
    }

    private Task<string> TraceOfRequestAsync(string headers) => TraceOfRequestAsync(headers, traced.Service);

    /// <summary>The trace that the log names for a screening with these headers.</summary>
    private static async Task<string> TraceOfRequestAsync(string headers, RunningService service)
    {
        using var connection = await RawConnection.OpenAsync(service.Address);
        await connection.SendAsync($"POST /v1/screenings HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 2\r\n{headers}\r\n\r\n{{}}");
        var answer = await connection.ReadAsync();

        answer.Should().StartWith($"HTTP/1.1 {(int)HttpStatusCode.OK} ");
        var id = answer.Split("X-Request-Id: ")[1].Split('\r')[0];
        while (true)
        {
            // The line is written when the answer is complete, which may be after it was read.
            if (service.Output.Split('\n').LastOrDefault(line => line.Contains(id, StringComparison.Ordinal)) is { } line)
            {
                return (string)JsonNode.Parse(line)!["@tr"]!;
            }

            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>A service with a collector, started once for these tests.</summary>
    public sealed class TracedService : IAsyncLifetime
    {
        private Collector _collector = null!;

        internal RunningService Service { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            _collector = await Collector.StartAsync();
            Service = await RunningService.StartAsync(_collector.Environment);
        }

        public async ValueTask DisposeAsync()
        {
            await Service.DisposeAsync();
            await _collector.DisposeAsync();
        }
    }
}

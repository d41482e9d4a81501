using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Eligibility.SystemTests;

/// <summary>Two instances behind the proxy of <c>deploy/</c>, restarted one after the other while clients go on asking.</summary>
public sealed class RollingRestartTests
{
    private const int Clients = 8;

    private static readonly string[] Patience = ["--Drain:AcceptFor", "00:00:03"];

    [Fact]
    public async Task Restarting_one_instance_after_the_other_under_load_fails_no_request()
    {
        Assert.SkipUnless(Proxy.IsInstalled, Proxy.HowToInstall);
        var (a, b) = (RunningService.FreePort(), RunningService.FreePort());
        var first = await RunningService.StartAtAsync(a, environment: null, Patience);
        var second = await RunningService.StartAtAsync(b, environment: null, Patience);
        await using var proxy = await Proxy.StartAsync(a, b);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var answers = new ConcurrentDictionary<string, int>();
        var clients = Enumerable.Range(0, Clients).Select(_ => Task.Run(() => AskAsync(proxy.Address, answers, enough.Token))).ToList();

        first = await RestartAsync(first, a);
        var afterFirst = answers.GetValueOrDefault("OK");
        second = await RestartAsync(second, b);
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        await enough.CancelAsync();
        await Task.WhenAll(clients);

        answers.Keys.Should().Equal(["OK"], "no request may fail, but the answers were {0}", string.Join(", ", answers));
        afterFirst.Should().BeGreaterThan(Clients, "clients went on asking while the first was restarted");
        answers["OK"].Should().BeGreaterThan(afterFirst + Clients, "and while the second was");
        await first.DisposeAsync();
        await second.DisposeAsync();
    }

    [Fact]
    public async Task A_batch_streams_through_the_proxy_line_by_line()
    {
        Assert.SkipUnless(Proxy.IsInstalled, Proxy.HowToInstall);
        var (a, b) = (RunningService.FreePort(), RunningService.FreePort());
        await using var first = await RunningService.StartAtAsync(a, environment: null, Patience);
        await using var second = await RunningService.StartAtAsync(b, environment: null, Patience);
        await using var proxy = await Proxy.StartAsync(a, b);
        using var batch = await OpenBatch.StartAsync(proxy.Address, TestContext.Current.CancellationToken);

        for (var i = 0; i < 3; i++)
        {
            await batch.SendLineAsync(TestContext.Current.CancellationToken);
            (await batch.ReadLineAsync(TestContext.Current.CancellationToken)).Should().StartWith("{\"candidacy\"", "an answer comes before the next line is sent");
        }
    }

    private static async Task<RunningService> RestartAsync(RunningService service, int port)
    {
        service.Terminate();
        (await service.WaitForEndAsync(TestContext.Current.CancellationToken)).Should().Be(0);
        await service.DisposeAsync();
        var next = await RunningService.StartAtAsync(port, environment: null, Patience);
        // As long as the proxy takes to notice that it is back.
        await Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);
        return next;
    }

    private static async Task AskAsync(Uri address, ConcurrentDictionary<string, int> answers, CancellationToken enough)
    {
        using var client = new HttpClient { BaseAddress = address };
        while (!enough.IsCancellationRequested)
        {
            var outcome = await OutcomeAsync(client);
            answers.AddOrUpdate(outcome, 1, (_, count) => count + 1);
        }
    }

    private static async Task<string> OutcomeAsync(HttpClient client)
    {
        try
        {
            using var body = new StringContent("""{"headacheDaysPerMonth":18}""", Encoding.UTF8, "application/json");
            using var answer = await client.PostAsync(new Uri("/v1/screenings?indication=chronic-migraine", UriKind.Relative), body);
            var text = await answer.Content.ReadAsStringAsync();
            return answer.StatusCode != HttpStatusCode.OK ? answer.StatusCode.ToString() : text.EndsWith('}') ? "OK" : "cut off";
        }
        catch (HttpRequestException failure)
        {
            return failure.Message;
        }
    }
}

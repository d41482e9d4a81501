using System.Net;
using System.Text;
using Eligibility.Keys;

namespace Eligibility.SystemTests;

/// <summary>How the service ends when a process manager tells it to.</summary>
public sealed class DrainTests
{
    private static readonly Uri Screenings = new("/v1/screenings", UriKind.Relative);

    [Fact]
    public async Task A_batch_ends_at_a_line_end_once_its_key_is_revoked()
    {
        using var keys = new KeyFolder();
        var key = keys.Add("north-clinic", Scopes.Screen);
        await using var service = await RunningService.StartAsync(keys.Arguments);
        using var batch = await OpenBatch.StartAsync(service.Address, TestContext.Current.CancellationToken, key.Text);
        await batch.SendLineAsync(TestContext.Current.CancellationToken);
        (await batch.ReadLineAsync(TestContext.Current.CancellationToken)).Should().Contain("candidacy");

        keys.RevokeAll();

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var sending = batch.SendUntilAsync(enough.Token);
        string? last = null;
        while (await batch.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && !line.Contains("summary", StringComparison.Ordinal))
        {
            last = line;
        }

        last.Should().Contain("candidacy", "lines are answered until the key file is read again");
        await enough.CancelAsync();
        await sending;
    }

    [Fact]
    public async Task Told_to_end_it_is_not_ready_but_accepts_for_a_while_and_closes_connections_and_exits_with_0()
    {
        await using var service = await RunningService.StartAsync("--Drain:AcceptFor", "00:00:02");
        service.Terminate();
        await EventuallyAsync(async () =>
        {
            using var ready = await service.Client.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken);
            return ready.StatusCode == HttpStatusCode.ServiceUnavailable && ready.Headers.RetryAfter is not null;
        });

        using var answer = await service.Client.PostAsync(Screenings, Json("{}"), TestContext.Current.CancellationToken);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Headers.ConnectionClose.Should().BeTrue();
        (await service.WaitForEndAsync(TestContext.Current.CancellationToken)).Should().Be(0);
    }

    [Fact]
    public async Task A_batch_ends_at_a_line_end_and_says_that_it_was_interrupted()
    {
        await using var service = await RunningService.StartAsync("--Drain:AcceptFor", "00:00:00.5");
        using var batch = await OpenBatch.StartAsync(service.Address, TestContext.Current.CancellationToken);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var sending = Task.Run(() => batch.SendUntilAsync(enough.Token), TestContext.Current.CancellationToken);
        (await batch.ReadLineAsync(TestContext.Current.CancellationToken)).Should().StartWith("{\"candidacy\"");

        service.Terminate();

        var answered = 1;
        var last = "";
        while (!last.StartsWith("{\"summary\"", StringComparison.Ordinal))
        {
            last = (await batch.ReadLineAsync(TestContext.Current.CancellationToken))!;
            answered++;
        }

        last.Should().StartWith($"{{\"summary\":{{\"received\":{answered - 1},\"screened\":{answered - 1},\"refused\":0,").And.EndWith("\"interrupted\":true}}");
        await enough.CancelAsync();
        await sending;
        (await service.WaitForEndAsync(TestContext.Current.CancellationToken)).Should().Be(0);
    }

    [Fact]
    public async Task A_batch_that_waits_for_its_client_is_interrupted_too()
    {
        await using var service = await RunningService.StartAsync("--Drain:AcceptFor", "00:00:00");
        using var batch = await OpenBatch.StartAsync(service.Address, TestContext.Current.CancellationToken);
        await batch.SendLineAsync(TestContext.Current.CancellationToken);
        (await batch.ReadLineAsync(TestContext.Current.CancellationToken)).Should().StartWith("{\"candidacy\"");

        service.Terminate();

        (await batch.ReadLineAsync(TestContext.Current.CancellationToken)).Should().StartWith("{\"summary\":{\"received\":1,").And.EndWith("\"interrupted\":true}}");
        (await service.WaitForEndAsync(TestContext.Current.CancellationToken)).Should().Be(0);
    }

    [Fact]
    public async Task Told_a_second_time_it_does_not_wait()
    {
        await using var service = await RunningService.StartAsync("--Drain:AcceptFor", "00:10:00");
        service.Terminate();
        await EventuallyAsync(() => Task.FromResult(service.Output.Contains("Told to end", StringComparison.Ordinal)));

        service.Terminate();

        (await service.WaitForEndAsync(TestContext.Current.CancellationToken)).Should().Be(0);
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        for (var i = 0; i < 100; i++)
        {
            if (await holds())
            {
                return;
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Fail("It did not happen.");
    }
}

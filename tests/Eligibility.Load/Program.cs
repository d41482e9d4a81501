using System.Globalization;
using Eligibility.Load;

// Asks the shipped service, on loopback and on a processor of its own, first as much as it can do and then ten times that.
const int Overload = 10;

if (args is not ([] or ["--seconds", _]))
{
    await Console.Error.WriteLineAsync("Usage: Eligibility.Load [--seconds N]   N seconds for each of the two phases, 10 where it is left out.");
    return 2;
}

var seconds = args is [_, var text] && int.TryParse(text, CultureInfo.InvariantCulture, out var asked) && asked is >= 2 and <= 120 ? asked : 10;
using var service = await ServiceProcess.StartAsync();
await using var load = new Requests(service.Address);

await Console.Error.WriteLineAsync("Warming up, in bursts: what is compiled on the side needs pauses.");
for (var burst = 0; burst < 5; burst++)
{
    await load.ClosedAsync(connections: 4, TimeSpan.FromSeconds(2));
    await Task.Delay(TimeSpan.FromSeconds(1));
}

await Console.Error.WriteLineAsync($"Capacity: 4 connections that never pause, for {seconds} s.");
var capacity = await load.ClosedAsync(connections: 4, TimeSpan.FromSeconds(seconds));
var memoryBefore = service.WorkingSet;

await Console.Error.WriteLineAsync($"Overload: {Overload} times that, at a steady pace whatever is answered, for {seconds} s.");
using var watch = new MemoryWatch(service);
var overload = await load.OpenAsync(Overload * capacity.GoodPerSecond, TimeSpan.FromSeconds(seconds));

var report = new Report(capacity, overload, memoryBefore, watch.Most, stillReady: await service.IsReadyAsync());
await Console.Out.WriteLineAsync(report.ToString());
return report.Findings.Count == 0 ? 0 : 1;

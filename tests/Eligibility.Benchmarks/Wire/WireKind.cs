using Eligibility.Benchmarks.Reporting;

namespace Eligibility.Benchmarks.Wire;

/// <summary>One kind of answer: what the service gives, and the servers that give as many bytes for less.</summary>
internal sealed class WireKind
{
    private readonly Dictionary<Server, List<Measurement>> _measured;

    private WireKind(string name, Message message, int size)
    {
        Name = name;
        Message = message;
        Bytes = Server.Bytes(size);
        Json = Server.Json(size);
        _measured = new Server[] { Bytes, Json, Service }.ToDictionary(server => server, _ => new List<Measurement>());
    }

    /// <summary>What reports call it.</summary>
    public string Name { get; }

    /// <summary>What is posted for it.</summary>
    public Message Message { get; }

    /// <summary>Kestrel alone.</summary>
    public Server Bytes { get; }

    /// <summary>A bare minimal API.</summary>
    public Server Json { get; }

    /// <summary>The shipped service.</summary>
    public Server Service { get; } = Server.Service;

    /// <summary>The servers, from the one that does least on.</summary>
    public IReadOnlyList<Server> Servers => [Bytes, Json, Service];

    /// <summary>Asks the service how large such an answer is.</summary>
    /// <param name="name">What reports call it.</param>
    /// <param name="message">What is posted for it.</param>
    /// <returns>The kind.</returns>
    public static async Task<WireKind> OfAsync(string name, Message message)
    {
        using var service = await ServerProcess.StartAsync(Server.Service, message);
        return new WireKind(name, message, service.AnswerBytes);
    }

    /// <summary>Measures each server once, another one first each round.</summary>
    /// <param name="round">The round, from 0.</param>
    /// <param name="measure">Measures a server.</param>
    /// <returns>When it is done.</returns>
    public async Task MeasureAsync(int round, Func<Server, Task<Measurement>> measure)
    {
        for (var i = 0; i < Servers.Count; i++)
        {
            var server = Servers[(i + round) % Servers.Count];
            _measured[server].Add(await measure(server));
        }
    }

    /// <summary>The median of a number over the rounds.</summary>
    /// <param name="server">The server.</param>
    /// <param name="number">The number.</param>
    /// <returns>The median.</returns>
    public double Of(Server server, Func<Measurement, double> number) => Median.Of(_measured[server].Select(number));

    /// <summary>The median of the service's number over another server's, each within its round.</summary>
    /// <param name="server">The other server.</param>
    /// <param name="number">The number.</param>
    /// <returns>The median of the ratios.</returns>
    public double Ratio(Server server, Func<Measurement, double> number) =>
        Median.Of(_measured[Service].Zip(_measured[server], (ours, theirs) => number(ours) / number(theirs)));
}

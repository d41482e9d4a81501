using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Eligibility.Api.Access;

/// <summary>
/// The tokens that were used, remembered until they expire, so that none is used twice. What is kept is a hash. It is this instance's memory
/// alone: another instance, or this one after a restart, does not know of them.
/// </summary>
internal sealed class SeenTokens(TimeProvider clock)
{
    /// <summary>How many are remembered. Whoever comes when it is full is refused: a token that cannot be remembered could be used again.</summary>
    public const int MostTokens = 256 * 1024;

    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<UInt128, DateTime> _until = new();
    private long _nextSweep;

    /// <summary>Uses a token up.</summary>
    /// <param name="issuer">Who made it.</param>
    /// <param name="id">Its id, unique with the issuer.</param>
    /// <param name="until">When it can no longer be used anyway, in UTC.</param>
    /// <returns>False where it was used before, or cannot be remembered.</returns>
    public bool Take(string issuer, string id, DateTime until)
    {
        Sweep();
        return _until.Count < MostTokens && _until.TryAdd(Hash(issuer, id), until);
    }

    private void Sweep()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var due = Interlocked.Read(ref _nextSweep);
        if (now.Ticks < due || Interlocked.CompareExchange(ref _nextSweep, (now + SweepEvery).Ticks, due) != due)
        {
            return;
        }

        foreach (var (token, until) in _until)
        {
            if (until < now)
            {
                _until.TryRemove(token, out _);
            }
        }
    }

    private static UInt128 Hash(string issuer, string id) =>
        BitConverter.ToUInt128(SHA256.HashData(Encoding.UTF8.GetBytes($"{issuer}\n{id}")));
}

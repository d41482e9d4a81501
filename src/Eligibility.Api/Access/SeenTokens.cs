using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Eligibility.Api.Access;

/// <summary>
/// The tokens that were used, remembered until they expire, so that none is used twice. What is kept is a hash. It is this instance's memory
/// alone: another instance, or this one after a restart, does not know of them. Every issuer has a room of its own: one that fills it shuts
/// nobody out but itself.
/// </summary>
internal sealed class SeenTokens(TimeProvider clock)
{
    /// <summary>How many of an issuer are remembered. What comes when they are that many is refused: a token that cannot be remembered could be used again.</summary>
    public const int MostOfAnIssuer = 256 * 1024;

    /// <summary>How long those that have expired may still take room.</summary>
    public static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    // As many as there are trusted issuers, since nobody else's token gets here.
    private readonly ConcurrentDictionary<string, Room> _rooms = new(StringComparer.Ordinal);

    /// <summary>Uses a token up.</summary>
    /// <param name="issuer">Who made it; one that is trusted.</param>
    /// <param name="id">Its id, unique with the issuer.</param>
    /// <param name="until">When it can no longer be used anyway, in UTC.</param>
    public TokenUse Take(string issuer, string id, DateTime until) =>
        _rooms.GetOrAdd(issuer, static _ => new Room()).Take(BitConverter.ToUInt128(SHA256.HashData(Encoding.UTF8.GetBytes(id))), until, clock.GetUtcNow().UtcDateTime);

    private sealed class Room
    {
        private readonly Dictionary<UInt128, DateTime> _until = [];
        private readonly Lock _turn = new();
        private DateTime _nextSweep;

        public TokenUse Take(UInt128 token, DateTime until, DateTime now)
        {
            lock (_turn)
            {
                Sweep(now);
                return _until.ContainsKey(token) ? TokenUse.Again
                    : _until.Count < MostOfAnIssuer && _until.TryAdd(token, until) ? TokenUse.First
                    : TokenUse.NoRoom;
            }
        }

        private void Sweep(DateTime now)
        {
            if (now < _nextSweep)
            {
                return;
            }

            _nextSweep = now + SweepEvery;
            foreach (var (token, until) in _until)
            {
                if (until < now)
                {
                    _until.Remove(token);
                }
            }
        }
    }
}

/// <summary>What it is to use a token. A closed list.</summary>
internal enum TokenUse
{
    /// <summary>It was not used before, and now it was.</summary>
    First,

    /// <summary>It was used before.</summary>
    Again,

    /// <summary>It cannot be remembered that it was used.</summary>
    NoRoom,
}

using System.Collections.Frozen;
using System.Security.Cryptography;

namespace Eligibility.Keys;

/// <summary>The keys of a file, ready to be asked. It never changes: a new file is a new ring.</summary>
public sealed class KeyRing
{
    // Compared with where there is no such key, so that an unknown id takes as long as a wrong secret.
    private static readonly KeyRecord Nobody = new("", "", [], default, default, new string('0', 64));

    private readonly ServerSecret _secret;
    private readonly FrozenDictionary<string, KeyRecord> _keys;

    /// <summary>Takes the keys of a file.</summary>
    public KeyRing(KeyFile file, ServerSecret secret)
    {
        _secret = secret;
        _keys = file.Keys.ToFrozenDictionary(key => key.Id);
    }

    /// <summary>Whether a key that was let in would be let in still.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="now">Decides whether it has expired.</param>
    public bool IsInForce(string id, DateTimeOffset now) => _keys.TryGetValue(id, out var key) && key.Expires > now;

    /// <summary>Asks whether a key may be used.</summary>
    /// <param name="text">The whole key, as it was sent.</param>
    /// <param name="now">Decides whether it has expired.</param>
    public KeyAnswer Ask(string text, DateTimeOffset now)
    {
        if (ApiKey.Parse(text) is not { } key)
        {
            return new KeyAnswer(null, KeyRefusal.Malformed);
        }

        var known = _keys.GetValueOrDefault(key.Id, Nobody);
        var same = CryptographicOperations.FixedTimeEquals(_secret.Hash(key), Convert.FromHexString(known.Hash));
        return !same || known == Nobody ? new KeyAnswer(null, KeyRefusal.Unknown)
            : known.Expires <= now ? new KeyAnswer(null, KeyRefusal.Expired)
            : new KeyAnswer(known, null);
    }
}

/// <summary>Whether a key may be used.</summary>
/// <param name="Key">The key; null where it may not.</param>
/// <param name="Refusal">Why not; null where it may.</param>
public readonly record struct KeyAnswer(KeyRecord? Key, KeyRefusal? Refusal);

/// <summary>Why a key may not be used. For our log alone: whoever sent it learns only that it may not.</summary>
public enum KeyRefusal
{
    /// <summary>It has not the shape of a key, or was mistyped.</summary>
    Malformed,

    /// <summary>There is no such key: revoked, of another service, or made up.</summary>
    Unknown,

    /// <summary>It has expired.</summary>
    Expired,
}

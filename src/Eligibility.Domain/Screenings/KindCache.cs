using System.Collections.Concurrent;

namespace Eligibility.Domain.Screenings;

/// <summary>Keeps something for each kind of profile that was met. Looking it up allocates nothing. Once it is full it begins anew.</summary>
/// <typeparam name="T">What is kept.</typeparam>
internal sealed class KindCache<T>
    where T : class
{
    private readonly int _mostKept;
    private readonly ConcurrentDictionary<byte[], T> _kept = new(Keys.Instance);
    private readonly ConcurrentDictionary<byte[], T>.AlternateLookup<ReadOnlySpan<byte>> _byKey;
    private int _count;

    /// <summary>Makes an empty one.</summary>
    /// <param name="mostKept">How many kinds are kept.</param>
    public KindCache(int mostKept)
    {
        _mostKept = mostKept;
        _byKey = _kept.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>What is kept for a kind, or null.</summary>
    public T? Find(ReadOnlySpan<byte> key) => _byKey.TryGetValue(key, out var found) ? found : null;

    /// <summary>Keeps something.</summary>
    /// <returns>It.</returns>
    public T Keep(ReadOnlySpan<byte> key, T value)
    {
        if (Interlocked.Increment(ref _count) > _mostKept)
        {
            _kept.Clear();
            _count = 0;
        }

        _byKey[key] = value;
        return value;
    }

    private sealed class Keys : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly Keys Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }
    }
}

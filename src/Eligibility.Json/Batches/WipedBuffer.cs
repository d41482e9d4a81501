using System.Buffers;

namespace Eligibility.Json.Batches;

/// <summary>Bytes in pooled memory that grows as it is needed. Memory is wiped before anybody else gets it: what people answered about their health was in it.</summary>
internal sealed class WipedBuffer : IBufferWriter<byte>, IDisposable
{
    private const int Smallest = 4096;

    private byte[] _bytes = [];
    private int _length;

    /// <summary>What was written. Valid until more is.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    /// <summary>Begins anew, in the same memory.</summary>
    public void Clear() => _length = 0;

    /// <inheritdoc />
    public void Advance(int count) => _length += count;

    /// <inheritdoc />
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _bytes.AsMemory(_length);
    }

    /// <inheritdoc />
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _bytes.AsSpan(_length);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Return(_bytes);
        _bytes = [];
        _length = 0;
    }

    private void MakeRoom(int more)
    {
        var needed = _length + Math.Max(more, 1);
        if (needed <= _bytes.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, Math.Max(Smallest, 2 * _bytes.Length)));
        Written.Span.CopyTo(larger);
        Return(_bytes);
        _bytes = larger;
    }

    private static void Return(byte[] bytes)
    {
        if (bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        }
    }
}

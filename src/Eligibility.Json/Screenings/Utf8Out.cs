using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Eligibility.Json.Profiles;

namespace Eligibility.Json.Screenings;

/// <summary>Puts bytes together. What is written was checked when it was rendered, so nothing is looked at again; each piece is one copy.</summary>
/// <param name="output">Where to. It gets everything once <see cref="Flush"/> was called.</param>
internal ref struct Utf8Out(IBufferWriter<byte> output)
{
    private const int Piece = 16 * 1024;
    private const int LongestNumber = 32;

    private Span<byte> _room;
    private int _used;

    /// <summary>Writes bytes.</summary>
    public void Write(scoped ReadOnlySpan<byte> text)
    {
        text.CopyTo(Room(text.Length));
        _used += text.Length;
    }

    /// <summary>Writes one character.</summary>
    public void Write(byte character)
    {
        Room(1)[0] = character;
        _used++;
    }

    /// <summary>Writes a text that needs no escape in JSON.</summary>
    public void WritePlain(string text)
    {
        var room = Room(Encoding.UTF8.GetMaxByteCount(text.Length));
        _used += Encoding.UTF8.GetBytes(text, room);
    }

    /// <summary>Writes a whole number.</summary>
    public void Write(int number)
    {
        Utf8Formatter.TryFormat(number, Room(LongestNumber), out var length);
        _used += length;
    }

    /// <summary>Writes a number in its shortest exact form.</summary>
    public void Write(decimal number)
    {
        Utf8Formatter.TryFormat(ExactNumber.WithoutTrailingZeros(number), Room(LongestNumber), out var length);
        _used += length;
    }

    /// <summary>Writes a day.</summary>
    public void Write(DateOnly day)
    {
        const int Length = 10;
        day.TryFormat(Room(Length), out _, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        _used += Length;
    }

    /// <summary>Hands over what was written.</summary>
    public void Flush()
    {
        // A writer that was not asked for room need not take that nothing was written to it.
        if (_used > 0)
        {
            output.Advance(_used);
        }

        _room = default;
        _used = 0;
    }

    private Span<byte> Room(int length)
    {
        if (_room.Length - _used < length)
        {
            Flush();
            _room = output.GetSpan(Math.Max(length, Piece));
        }

        return _room[_used..];
    }
}

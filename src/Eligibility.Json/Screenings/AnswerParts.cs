using System.Collections.Immutable;
using Eligibility.Domain.Screenings;

namespace Eligibility.Json.Screenings;

/// <summary>A comma before every item of a list but the first.</summary>
internal struct Separator
{
    private bool _isNeeded;

    /// <summary>Writes it where it is needed.</summary>
    public void Write(ref Utf8Out output)
    {
        if (_isNeeded)
        {
            output.Write((byte)',');
        }

        _isNeeded = true;
    }
}

/// <summary>The sources of one answer, each once, in the order in which the answer first refers to them.</summary>
internal ref struct CitationPlaces
{
    private static readonly byte[][] Ends = [.. Enumerable.Range(0, 256).Select(End)];

    private readonly Span<short> _places;
    private readonly Span<short> _order;
    private int _count;

    /// <summary>Begins.</summary>
    /// <param name="room">Room for as many numbers as there are sources, twice.</param>
    public CitationPlaces(Span<short> room)
    {
        _places = room[..(room.Length / 2)];
        _order = room[(room.Length / 2)..];
        _places.Fill(-1);
    }

    /// <summary>The numbers of the sources, in order.</summary>
    public readonly ReadOnlySpan<short> InOrder => _order[.._count];

    /// <summary>The end of an object that refers to a source: its place, from 0, where a new one goes to the end, and the brace.</summary>
    /// <param name="number">Its number.</param>
    public ReadOnlySpan<byte> EndOf(int number)
    {
        if (_places[number] < 0)
        {
            _places[number] = (short)_count;
            _order[_count++] = (short)number;
        }

        var place = _places[number];
        return place < Ends.Length ? Ends[place] : End(place);
    }

    private static byte[] End(int place) => System.Text.Encoding.UTF8.GetBytes($"{place}}}");
}

/// <summary>The caveats of one answer, each once, and those of the indication that is being written.</summary>
internal ref struct CaveatList
{
    private readonly Span<short> _seen;
    private readonly Span<short> _seenHere;
    private readonly Span<short> _order;
    private int _count;
    private short _indication;

    /// <summary>Begins.</summary>
    /// <param name="room">Room for as many numbers as there are caveats, three times.</param>
    public CaveatList(Span<short> room)
    {
        var length = room.Length / 3;
        _seen = room[..length];
        _seenHere = room[length..(2 * length)];
        _order = room[(2 * length)..];
        room.Clear();
    }

    /// <summary>The numbers of all, in the order in which they came.</summary>
    public readonly ReadOnlySpan<short> All => _order[.._count];

    /// <summary>Begins the list of another indication.</summary>
    public void BeginIndication() => _indication++;

    /// <summary>Adds one to the list of the indication, and to all.</summary>
    /// <returns>False where the indication's has it already.</returns>
    public bool Add(int number)
    {
        AddToAll(number);
        var isNew = _seenHere[number] != _indication;
        _seenHere[number] = _indication;
        return isNew;
    }

    /// <summary>Adds one to all.</summary>
    public void AddToAll(int number)
    {
        if (_seen[number] == 0)
        {
            _seen[number] = 1;
            _order[_count++] = (short)number;
        }
    }
}

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

    /// <summary>The place of a source, from 0; a new one goes to the end.</summary>
    /// <param name="number">Its number.</param>
    public int PlaceOf(int number)
    {
        if (_places[number] < 0)
        {
            _places[number] = (short)_count;
            _order[_count++] = (short)number;
        }

        return _places[number];
    }
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

/// <summary>Writes the sets of other answers after which a rule that is not met would no longer be.</summary>
internal static class ChangesWriter
{
    /// <summary>Writes them.</summary>
    public static void Write(ref Utf8Out output, ImmutableArray<ImmutableArray<Change>> sets)
    {
        var separator = default(Separator);
        foreach (var set in sets)
        {
            separator.Write(ref output);
            output.Write((byte)'[');
            var within = default(Separator);
            foreach (var change in set)
            {
                within.Write(ref output);
                Write(ref output, change);
            }

            output.Write((byte)']');
        }
    }

    private static void Write(ref Utf8Out output, Change change)
    {
        output.Write((byte)'{');
        output.Write(RenderedFact.All[change.Fact.Index].Member.AsSpan(1));
        output.Write(",\"required\":\""u8);
        output.WritePlain(change.Required);
        output.Write((byte)'"');
        if (change.By is { } by)
        {
            output.Write(",\"by\":"u8);
            output.Write(by);
        }

        if (change.Reached is { } reached)
        {
            output.Write(",\"reached\":\""u8);
            output.Write(reached);
            output.Write((byte)'"');
        }

        output.Write((byte)'}');
    }
}

using System.Diagnostics;
using System.Text.Json;
using Eligibility.Domain.Facts;

namespace Eligibility.Json.Profiles;

/// <summary>One pass over the tokens of one profile: answers go into a draft, faults into a list, and reading goes on after a fault.</summary>
internal ref partial struct ProfileParser(Utf8JsonReader json, ProfileDraft draft)
{
    private const string ReferenceName = "reference";
    private const int LongestName = 64;
    private const int LongestReference = 64;
    private const int MostSuggestions = 32;

    private readonly ProfileDraft _draft = draft;
    private List<ProfileFault>? _faults;
    private Utf8JsonReader _json = json;
    private int _count;
    private ulong _seen;
    private bool _referenceSeen;
    private string? _reference;

    /// <summary>Reads to the end of the text.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public void Parse()
    {
        _json.Read();
        if (_json.TokenType != JsonTokenType.StartObject)
        {
            _json.Skip();
            Fault("#", FaultCodes.WrongType, "must be an object");
        }
        else
        {
            while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
            {
                ParseMember();
            }
        }

        // Whatever follows the profile is not part of it: reading on makes the reader say so.
        _json.Read();
    }

    /// <summary>What came of it.</summary>
    public readonly ProfileReading Result()
    {
        if (_count == 0 && _draft.IsValid())
        {
            return new ProfileReading(_draft.Share(), _reference, null, [], 0);
        }

        var bounds = ProfileValidator.Explain(_draft).ToList();
        Debug.Assert(_count + bounds.Count > 0, "A draft that is not valid has a fault that can be explained.");
        return new ProfileReading(null, null, null, [.. (_faults ?? []).Concat(bounds).Take(ProfileReading.MostFaults)], _count + bounds.Count);
    }

    private void ParseMember()
    {
        if (FactOf() is not { } fact)
        {
            var name = Text(LongestName);
            if (name is ReferenceName)
            {
                ParseReference();
                return;
            }

            Fault(name is null ? "#" : $"#/{Escape(name)}", FaultCodes.UnknownMember,
                name is null ? $"has a member whose name is not Unicode or longer than {LongestName} characters" : "is not a member of a profile",
                Suggest(name, FactCatalogue.All.Select(known => known.Name).Append(ReferenceName)));
            _json.Read();
            _json.Skip();
            return;
        }

        var bit = 1UL << fact.Index;
        if ((_seen & bit) != 0)
        {
            Fault(new Pointer(fact), FaultCodes.DuplicateMember, "is there more than once");
        }

        _seen |= bit;
        _json.Read();
        if (_json.TokenType != JsonTokenType.Null && ParseAnswer(fact, new Pointer(fact)) is { } answer)
        {
            _draft.Set(fact, answer);
        }
    }

    private void ParseReference()
    {
        const string Here = $"#/{ReferenceName}";
        if (_referenceSeen)
        {
            Fault(Here, FaultCodes.DuplicateMember, "is there more than once");
        }

        _referenceSeen = true;
        _json.Read();
        if (_json.TokenType == JsonTokenType.Null)
        {
            return;
        }

        if (_json.TokenType != JsonTokenType.String)
        {
            Fault(Here, FaultCodes.WrongType, "must be a text");
            _json.Skip();
            return;
        }

        _reference = Text(LongestReference);
        if (_reference is null or "" || !_reference.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-'))
        {
            Add(new ProfileFault(Here, FaultCodes.InvalidReference,
                $"must be 1 to {LongestReference} characters out of A-Z, a-z, 0-9, '.', '_' and '-'", Minimum: 1, Maximum: LongestReference));
        }
    }

    private readonly Fact? FactOf()
    {
        if (!_json.ValueIsEscaped)
        {
            return FactCatalogue.Find(_json.ValueSpan);
        }

        return Text(LongestName) is { } name ? FactCatalogue.Find(name) : null;
    }

    private readonly bool IsName(Fact fact) => _json.ValueIsEscaped ? Text(LongestName) == fact.Name : _json.ValueSpan.SequenceEqual(fact.Utf8Name.Span);

    private bool IsNull(Pointer pointer)
    {
        if (_json.TokenType != JsonTokenType.Null)
        {
            return false;
        }

        Fault(pointer, FaultCodes.NullInList, "must not be null: leave the entry out");
        return true;
    }

    private void Mistyped(Pointer pointer, string wanted)
    {
        Fault(pointer, FaultCodes.WrongType, $"must be {wanted}");
        _json.Skip();
    }

    private void Fault(Pointer pointer, string code, string detail) => Fault($"{pointer}", code, detail);

    private void Fault(string pointer, string code, string detail, string? suggestion = null) =>
        Add(new ProfileFault(pointer, code, detail, Suggestion: suggestion));

    // What is listed is bounded, what is counted is not: a body full of faults must not cost more than a good one.
    private void Add(ProfileFault fault)
    {
        _count++;
        _faults ??= [];
        if (_faults.Count < ProfileReading.MostFaults)
        {
            _faults.Add(fault);
        }
    }

    private readonly string? Suggest(string? sent, IEnumerable<string> candidates) =>
        sent is null || _count >= MostSuggestions ? null : DidYouMean.Nearest(sent, candidates);

    // Where a fault is. Most profiles have none, so it is put into words only then.
    private readonly record struct Pointer(Fact Member, int Index = -1, Fact? Field = null)
    {
        public Pointer At(int index) => this with { Index = index };

        public Pointer Of(Fact field) => this with { Field = field };

        public override string ToString() =>
            $"#/{Member.Name}{(Index < 0 ? "" : $"/{Index}")}{(Field is null ? "" : $"/{Field.Name}")}";
    }

    // Null where the text is too long to be one of ours, or where an escape is half of a surrogate pair.
    private readonly string? Text(int longest)
    {
        if (_json.ValueSpan.Length > longest * 6)
        {
            return null;
        }

        try
        {
            return _json.GetString() is { } text && text.Length <= longest ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private readonly bool IsUnicode()
    {
        try
        {
            return _json.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    // RFC 6901, then as a URI fragment: whatever was sent as a name comes out as plain ASCII.
    private static string Escape(string name) =>
        Uri.EscapeDataString(name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
}

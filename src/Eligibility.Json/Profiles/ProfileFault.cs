using System.Collections.Immutable;

namespace Eligibility.Json.Profiles;

/// <summary>One thing that is wrong with a profile. It never holds a value that was sent; an unknown member's name is in the pointer only.</summary>
/// <param name="Pointer">Where: an RFC 6901 pointer as a URI fragment, such as <c>#/painLocations/2</c>.</param>
/// <param name="Code">What: one of <see cref="FaultCodes"/>.</param>
/// <param name="Detail">What to do about it, in words.</param>
/// <param name="Minimum">The smallest number accepted, where bounds are the matter.</param>
/// <param name="Maximum">The largest number, or the greatest length, accepted, where bounds are the matter.</param>
/// <param name="Allowed">The codes accepted, where a code is the matter.</param>
/// <param name="Suggestion">The member or code that was probably meant.</param>
public sealed record ProfileFault(
    string Pointer,
    string Code,
    string Detail,
    decimal? Minimum = null,
    decimal? Maximum = null,
    ImmutableArray<string>? Allowed = null,
    string? Suggestion = null);

/// <summary>The codes of the faults a profile can have. They are part of the contract.</summary>
public static class FaultCodes
{
    /// <summary>A member that a profile does not have.</summary>
    public const string UnknownMember = "unknown-member";

    /// <summary>A member that is there twice.</summary>
    public const string DuplicateMember = "duplicate-member";

    /// <summary>A member that has to be there.</summary>
    public const string MissingMember = "missing-member";

    /// <summary>Another JSON type than the fact has; a number in quotes is one.</summary>
    public const string WrongType = "wrong-type";

    /// <summary>A null inside a list.</summary>
    public const string NullInList = "null-in-list";

    /// <summary>A text that is none of the codes, in exactly their spelling.</summary>
    public const string UnknownCode = "unknown-code";

    /// <summary>A code that is in the same set twice.</summary>
    public const string DuplicateCode = "duplicate-code";

    /// <summary>A text that is not Unicode.</summary>
    public const string InvalidText = "invalid-text";

    /// <summary>A number with more digits than can be compared exactly.</summary>
    public const string TooPrecise = "too-precise";

    /// <summary>A number outside the bounds of the fact.</summary>
    public const string OutOfRange = "out-of-range";

    /// <summary>A fraction where only whole numbers are answers.</summary>
    public const string NotWhole = "not-whole";

    /// <summary>A number above the answer that bounds it.</summary>
    public const string ExceedsOther = "exceeds-other";

    /// <summary>A number below the answers that bound it.</summary>
    public const string BelowOther = "below-other";

    /// <summary>A list with more entries than it may have.</summary>
    public const string TooMany = "too-many";

    /// <summary>A reference with other characters than it may have, or too many of them.</summary>
    public const string InvalidReference = "invalid-reference";

    /// <summary>Every code.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        UnknownMember, DuplicateMember, MissingMember, WrongType, NullInList, UnknownCode, DuplicateCode, InvalidText, TooPrecise,
        OutOfRange, NotWhole, ExceedsOther, BelowOther, TooMany, InvalidReference,
    ];
}

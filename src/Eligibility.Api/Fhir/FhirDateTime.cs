using System.Globalization;

namespace Eligibility.Api.Fhir;

/// <summary>A <c>dateTime</c> of FHIR: a year, a month, a day or a moment. The shorter it is, the longer the time that it may mean.</summary>
/// <param name="From">The first moment that it may mean; in UTC where it names no zone.</param>
/// <param name="LastDay">The last day that it may mean.</param>
internal readonly record struct FhirDateTime(DateTimeOffset From, DateOnly LastDay)
{
    private static readonly string[] Moments = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    // No place is further from UTC.
    private static readonly TimeSpan FurthestZone = TimeSpan.FromHours(14);

    /// <summary>The last moment that it may mean; in UTC where it names no zone.</summary>
    public required DateTimeOffset Until { get; init; }

    private bool HasZone { get; init; }

    /// <summary>The first day that it may mean.</summary>
    public DateOnly FirstDay => DateOnly.FromDateTime(From.DateTime);

    /// <summary>Whether it is surely before another one: its last moment before the first of the other. Where one of them alone names its zone, the other may be of any.</summary>
    /// <param name="other">The other.</param>
    public bool IsSurelyBefore(FhirDateTime other) => Until < other.From - (HasZone == other.HasZone ? TimeSpan.Zero : FurthestZone);

    /// <summary>Reads one; null where there is none, or something else.</summary>
    public static FhirDateTime? Parse(string? text)
    {
        if (text?.Length > "yyyy-MM-dd".Length)
        {
            return DateTimeOffset.TryParseExact(ToTicks(text), Moments, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
                ? new FhirDateTime(moment, DateOnly.FromDateTime(moment.DateTime)) { Until = moment, HasZone = text[^1] == 'Z' || text[^6] is '+' or '-' }
                : null;
        }

        return text switch
        {
            { Length: 4 } when DayOf($"{text}-01-01") is { } first => Of(first, new DateOnly(first.Year, 12, 31)),
            { Length: 7 } when DayOf($"{text}-01") is { } first => Of(first, new DateOnly(first.Year, first.Month, DateTime.DaysInMonth(first.Year, first.Month))),
            not null when DayOf(text) is { } day => Of(day, day),
            _ => null,
        };
    }

    // FHIR takes any number of decimals of a second, the platform seven.
    private static string ToTicks(string text)
    {
        const int MostDecimals = 7;
        var from = text.IndexOf('.', StringComparison.Ordinal) + 1;
        var to = from;
        while (from > 0 && to < text.Length && char.IsAsciiDigit(text[to]))
        {
            to++;
        }

        return to - from > MostDecimals ? text.Remove(from + MostDecimals, to - from - MostDecimals) : text;
    }

    private static FhirDateTime Of(DateOnly first, DateOnly last) =>
        new(new DateTimeOffset(first.ToDateTime(default), TimeSpan.Zero), last) { Until = new DateTimeOffset(last.ToDateTime(TimeOnly.MaxValue), TimeSpan.Zero) };

    private static DateOnly? DayOf(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

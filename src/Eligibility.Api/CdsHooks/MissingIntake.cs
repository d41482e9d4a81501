using Eligibility.Api.Fhir;

namespace Eligibility.Api.CdsHooks;

/// <summary>Why there are no answers to the form: it was not filled in, or they were withdrawn, or not all that was asked for was sent.</summary>
/// <param name="Sentence">Why, in sentences.</param>
/// <param name="Brief">The same within a sentence.</param>
internal sealed record MissingIntake(string Sentence, string Brief)
{
    /// <summary>Says why.</summary>
    /// <param name="prefetched">What was prefetched; there is no response in it that stands.</param>
    public static MissingIntake Of(Prefetched prefetched)
    {
        var isWhole = prefetched.IsWhole && !prefetched.HasMore;
        var withdrawn = prefetched.Found.Select(response => ResourceText.Of(response.Resource, "status")).Distinct().ToList() switch
        {
            [] => null,
            ["stopped"] => "stopped",
            ["entered-in-error"] => "entered in error",
            _ => "in error or stopped",
        };
        return withdrawn is not null
            ? new($"The answers to the intake form were withdrawn ({withdrawn}), and were not used.{(isWhole ? "" : " There may be others, which were not sent.")}",
                $"the answers to the form were withdrawn ({withdrawn}) and not used")
            : isWhole ? new("The intake form is not filled in.", "the intake form is not filled in")
            : new("No answers to the intake form were found. There may be some, which were not sent.", "no answers to the form were found, though there may be some");
    }

    /// <summary>The card that says so, of an order or of a chart.</summary>
    /// <param name="hook">When it was asked.</param>
    /// <param name="order">What is ordered; null where nothing is.</param>
    /// <param name="doubt">What else is not known, in sentences with a space before each.</param>
    /// <param name="formUrl">Where the form is filled in; null where that is not known.</param>
    /// <param name="id">The card's id.</param>
    public Card Card(Hook hook, DraftOrders? order, string doubt, string? formUrl, string id) => new(
        id,
        hook == Hook.OrderSign ? $"Botulinum toxin is ordered; {Brief}: no criterion was looked at." : $"Botulinum toxin: {Brief}.",
        "info",
        CardSource.Of("Eligibility", null, "guideline"),
        $"{(order is { IsToldByName: true } ? $"{DraftOrders.ByName} " : "")}{Sentence} So nothing is known of the published criteria: neither that they are met nor that they are not.{doubt}",
        Links: formUrl is null ? null : [new CardLink("Intake form", new Uri(formUrl))]);
}

using Eligibility.Api.Fhir;

namespace Eligibility.Api.CdsHooks;

/// <summary>Why there are no answers to the form: it was not filled in, or they were withdrawn, or not all that was asked for was sent.</summary>
internal sealed class MissingIntake
{
    private readonly string? _withdrawn;
    private readonly bool _isWhole;

    private MissingIntake(string? withdrawn, bool isWhole) => (_withdrawn, _isWhole) = (withdrawn, isWhole);

    /// <summary>Why, in sentences.</summary>
    public string Sentence => _withdrawn is not null ? $"The answers to the intake form were withdrawn ({_withdrawn}), and were not used.{(_isWhole ? "" : " There may be others, which were not sent.")}"
        : _isWhole ? "The intake form is not filled in."
        : "No answers to the intake form were found. There may be some, which were not sent.";

    /// <summary>Says why.</summary>
    /// <param name="prefetched">What was prefetched; there is no response in it that stands.</param>
    public static MissingIntake Of(Prefetched prefetched)
    {
        var statuses = prefetched.Found.Select(response => ResourceText.Of(response.Resource, "status")).Distinct().ToList();
        var withdrawn = statuses switch
        {
            [] => null,
            ["stopped"] => "stopped",
            ["entered-in-error"] => "entered in error",
            _ => "in error or stopped",
        };
        return new MissingIntake(withdrawn, prefetched.IsWhole && !prefetched.HasMore);
    }

    /// <summary>The card that says so.</summary>
    /// <param name="hook">When it was asked.</param>
    /// <param name="formUrl">Where the form is filled in; null where that is not known.</param>
    /// <param name="id">The card's id.</param>
    public Card Card(Hook hook, string? formUrl, string id)
    {
        var card = ScreeningCard.WithoutIntake(hook, formUrl, id);
        if (_withdrawn is null && _isWhole)
        {
            return card;
        }

        var what = _withdrawn is null ? "no answers to the form were found, though there may be some" : $"the answers to the form were withdrawn ({_withdrawn}) and not used";
        return card with
        {
            Summary = hook == Hook.OrderSign ? $"Botulinum toxin is ordered; {what}: no criterion was looked at." : $"Botulinum toxin: {what}.",
            Detail = $"{Sentence} Nothing is known of the published criteria: neither that they are met nor that they are not.",
        };
    }
}

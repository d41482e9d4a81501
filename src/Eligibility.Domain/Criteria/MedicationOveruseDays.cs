using static Eligibility.Domain.Criteria.Criterion;

namespace Eligibility.Domain.Criteria;

/// <summary>
/// From how many days a month on acute medicine counts as overused, by class. All simple analgesics are one class: their days are
/// counted together. Several classes together have a threshold of their own.
/// </summary>
/// <param name="EachClass">The threshold of ergotamine, triptans, opioids and combination analgesics.</param>
/// <param name="SimpleAnalgesics">The threshold of paracetamol, aspirin and NSAIDs together.</param>
/// <param name="SeveralClasses">The threshold of several classes together.</param>
internal sealed record MedicationOveruseDays(NumberLimit EachClass, NumberLimit SimpleAnalgesics, NumberLimit SeveralClasses)
{
    private static readonly string[] Simple = ["paracetamol", "aspirin", "nsaid"];
    private static readonly string[] Others = ["ergotamine", "triptan", "opioid", "combination-analgesic"];

    /// <summary>At least one threshold is reached.</summary>
    public Criterion IsReached => AnyOf(Compare(Comparison.AtLeast));

    /// <summary>No threshold is reached.</summary>
    public Criterion IsNotReached => AllOf(Compare(Comparison.LessThan));

    private IEnumerable<Criterion> Compare(Comparison comparison) =>
    [
        .. Others.Select(name => Days($"{name}-days", [name], several: false, comparison, EachClass)),
        Days("simple-analgesic-days", Simple, several: false, comparison, SimpleAnalgesics),
        Days("several-classes-days", [.. Others, .. Simple], several: true, comparison, SeveralClasses),
    ];

    private static NumberComparison Days(string id, string[] classes, bool several, Comparison comparison, NumberLimit limit) =>
        new(id, new AcuteMedicineDays(classes, Simple, several), comparison, limit.Value, limit);
}

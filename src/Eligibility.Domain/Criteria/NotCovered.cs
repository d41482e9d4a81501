using System.Collections.Immutable;
using Eligibility.Domain.Facts;

namespace Eligibility.Domain.Criteria;

/// <summary>A criterion that no answer can fulfil: the authority does not recommend, or does not pay for, this use at all.</summary>
internal sealed class NotCovered() : Leaf("covered")
{
    public override ImmutableArray<Fact> Facts => [];

    public override Observation Observe(SymptomProfile profile) => new(null, null, "never");

    internal override Verdict Judge(SymptomProfile profile) => Verdict.NotMet;
}

/// <summary>A criterion of the authority that this service does not ask about, so that it stays unknown whatever is answered.</summary>
/// <param name="id">The criterion's id.</param>
internal sealed class NotAsked(string id) : Leaf(id)
{
    public override ImmutableArray<Fact> Facts => [];

    public override Observation Observe(SymptomProfile profile) => new(null, null, "not asked here");

    internal override Verdict Judge(SymptomProfile profile) => Verdict.Unknown;
}

using Eligibility.Domain.Facts;

namespace Eligibility.Domain.Screenings;

/// <summary>
/// Which unanswered facts could still move an outcome. A fact could, where some answers to the other open facts make the outcome
/// depend on it. Found by trying the distinguishable answers; branches in which the fact can no longer matter are not followed.
/// </summary>
/// <typeparam name="TOutcome">A candidacy, or a verdict.</typeparam>
internal sealed class OpenQuestions<TOutcome>(
    Func<SymptomProfile, TOutcome> decide, Func<SymptomProfile, IEnumerable<Fact>> openFacts, Completions completions)
    where TOutcome : struct, Enum
{
    /// <summary>The facts, in catalogue order; none exactly where no further answer could move the outcome.</summary>
    public IEnumerable<Fact> Of(SymptomProfile profile)
    {
        var open = openFacts(profile).ToList();
        var now = decide(profile);
        return open.Where(fact => CouldMatter(profile, fact, open, now)).OrderBy(fact => fact.Index);
    }

    private bool CouldMatter(SymptomProfile profile, Fact fact, List<Fact> open, TOutcome now)
    {
        if (!open.Contains(fact))
        {
            return false;
        }

        if (completions.Of(profile, fact).Any(completed => !EqualityComparer<TOutcome>.Default.Equals(decide(completed), now)))
        {
            return true;
        }

        // The fact that this one only stands in for is left open, since an answer to it would make this one moot.
        var next = open.Find(other => other != fact && other.StandIn != fact);
        return next is not null && completions.Of(profile, next)
            .Any(completed => CouldMatter(completed, fact, [.. openFacts(completed)], decide(completed)));
    }
}

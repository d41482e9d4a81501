using Eligibility.Domain.Facts;

namespace Eligibility.Domain.Screenings;

/// <summary>
/// Which unanswered facts could still move a candidacy. A fact could, where some answers to the other open facts make the candidacy
/// depend on it. Found by trying the distinguishable answers; branches in which the fact can no longer matter are not followed.
/// </summary>
internal sealed class OpenQuestions(Func<SymptomProfile, Candidacy> decide, Func<SymptomProfile, FactSet> openFacts, Completions completions)
{
    /// <summary>The facts; none exactly where no further answer could move the candidacy.</summary>
    public FactSet Of(SymptomProfile profile)
    {
        var open = openFacts(profile);
        var needed = FactSet.None;
        if (!open.IsEmpty)
        {
            var now = decide(profile);
            foreach (var fact in open.InOrder)
            {
                needed |= CouldMatter(profile, fact, open, now) ? FactSet.Of(fact) : FactSet.None;
            }
        }

        return needed;
    }

    private bool CouldMatter(SymptomProfile profile, Fact fact, FactSet open, Candidacy now)
    {
        if (!open.Contains(fact))
        {
            return false;
        }

        if (completions.Of(profile, fact).Any(completed => decide(completed) != now))
        {
            return true;
        }

        // The fact that this one only stands in for is left open, since an answer to it would make this one moot.
        var next = open.InOrder.FirstOrDefault(other => other != fact && other.StandIn != fact);
        return next is not null && completions.Of(profile, next)
            .Any(completed => CouldMatter(completed, fact, openFacts(completed), decide(completed)));
    }
}

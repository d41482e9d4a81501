using System.Collections.Immutable;
using Eligibility.Domain.Facts;

namespace Eligibility.Domain.Screenings;

/// <summary>
/// Which unanswered facts could still move a candidacy. A fact could, where some answers to the other open facts make the candidacy
/// depend on it. Found by trying the distinguishable answers; branches in which the fact can no longer matter are not followed.
/// </summary>
internal sealed class OpenQuestions(Func<SymptomProfile, Candidacy> decide, Func<SymptomProfile, (Candidacy Candidacy, FactSet Open)> look, Completions completions)
{
    /// <summary>The facts; none exactly where no further answer could move the candidacy.</summary>
    public FactSet Of(SymptomProfile profile)
    {
        var (now, open) = look(profile);
        var needed = FactSet.None;
        if (open.IsEmpty)
        {
            return needed;
        }

        var tried = new TriedProfile(profile);
        for (var left = open; !left.IsEmpty; left = left.WithoutFirst())
        {
            var fact = FactCatalogue.All[left.First];
            needed |= CouldMatter(tried, fact, open, now) ? FactSet.Of(fact) : FactSet.None;
        }

        return needed;
    }

    /// <summary>Whether a single answer moves the candidacy: that is soon found, and is so for most of those that are not settled.</summary>
    public bool AnyAlone(SymptomProfile profile)
    {
        var (now, open) = look(profile);
        var tried = new TriedProfile(profile);
        for (var left = open; !left.IsEmpty; left = left.WithoutFirst())
        {
            if (AnyAnswer(tried, FactCatalogue.All[left.First], answered => decide(answered) != now))
            {
                return true;
            }
        }

        return false;
    }

    private bool CouldMatter(TriedProfile tried, Fact fact, FactSet open, Candidacy now)
    {
        if (!open.Contains(fact))
        {
            return false;
        }

        if (AnyAnswer(tried, fact, profile => decide(profile) != now))
        {
            return true;
        }

        return NextTo(fact, open) is { } next && AnyAnswer(tried, next, profile =>
        {
            var (then, stillOpen) = look(profile);
            return CouldMatter(tried, fact, stillOpen, then);
        });
    }

    private bool AnyAnswer(TriedProfile tried, Fact fact, Func<SymptomProfile, bool> holds)
    {
        var before = tried.Given(fact);
        var any = false;
        foreach (ref readonly var answer in completions.To(fact, tried.Profile).AsSpan())
        {
            tried.Put(fact, answer);
            if (holds(tried.Profile))
            {
                any = true;
                break;
            }
        }

        tried.PutBack(fact, before);
        return any;
    }

    // The fact that this one only stands in for is left open, since an answer to it would make this one moot.
    private static Fact? NextTo(Fact fact, FactSet open)
    {
        for (var left = open; !left.IsEmpty; left = left.WithoutFirst())
        {
            var other = FactCatalogue.All[left.First];
            if (other != fact && other.StandIn != fact)
            {
                return other;
            }
        }

        return null;
    }
}

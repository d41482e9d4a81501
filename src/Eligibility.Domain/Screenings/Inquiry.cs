using System.Collections.Immutable;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.Judging;

namespace Eligibility.Domain.Screenings;

/// <summary>
/// What is still worth asking, for a whole answer. Finding it out means trying many answers; but it comes out the same for all profiles
/// that no ladder can tell apart, so it is kept for each kind that was met. How much is kept is bounded. Safe for use by many threads.
/// </summary>
internal sealed class Inquiry
{
    private const int MostOrdersKept = 16 * 1024;
    private const int MostNeedsKept = 16 * 1024;

    private readonly RulesInForce _rules;
    private readonly ProfileKinds _kinds;
    private readonly KindCache<Ordered> _ordered = new(MostOrdersKept);
    private readonly ImmutableArray<(ProfileKinds Kinds, KindCache<FactSetBox> Needs)> _ofIndication;

    /// <summary>Sets it up.</summary>
    public Inquiry(RulesInForce rules)
    {
        _rules = rules;
        _kinds = new ProfileKinds([.. rules.Indications.SelectMany(indication => indication.Ladder.Leaves), .. rules.RedFlags.SelectMany(flag => flag.Leaves)], Grain.Fine);
        _ofIndication = [.. rules.Indications.Select(indication => (new ProfileKinds(indication.Ladder.Leaves, Grain.Coarse), new KindCache<FactSetBox>(MostNeedsKept)))];
    }

    /// <summary>The facts that could still move a candidacy, the one worth most first.</summary>
    /// <param name="profile">The answers.</param>
    /// <param name="wanted">The indications that are wanted, a bit each by their place.</param>
    public ImmutableArray<Fact> InOrder(SymptomProfile profile, ulong wanted)
    {
        Span<byte> key = stackalloc byte[ProfileKinds.LongestKey];
        BitConverter.TryWriteBytes(key, wanted);
        var length = _kinds.Write(profile, key[sizeof(ulong)..]);
        if (length < 0)
        {
            return Order(profile, wanted).Facts;
        }

        key = key[..(sizeof(ulong) + length)];
        return (_ordered.Find(key) ?? _ordered.Keep(key, Order(profile, wanted))).Facts;
    }

    /// <summary>Whether no further answer could move the candidacy of an indication.</summary>
    /// <param name="rules">The indication.</param>
    /// <param name="profile">The answers.</param>
    /// <param name="candidacy">Its candidacy.</param>
    /// <param name="words">What is known of the leaves of each rule.</param>
    /// <param name="verdicts">The verdict of each rule, by its place.</param>
    public bool IsSettled(IndicationRules rules, SymptomProfile profile, Candidacy candidacy, ReadOnlySpan<Word> words, ReadOnlySpan<Verdict> verdicts) =>
        !rules.Ladder.AwaitsSafeguard(candidacy, verdicts) && (rules.Ladder.OpenFacts(profile, candidacy, words, verdicts).IsEmpty || NeedsNothing(rules, profile));

    /// <summary>The facts that could still move the candidacy of an indication, exactly.</summary>
    /// <param name="rules">The indication.</param>
    /// <param name="profile">The answers.</param>
    public FactSet Needs(IndicationRules rules, SymptomProfile profile)
    {
        var (kinds, needs) = _ofIndication[rules.Place];
        Span<byte> key = stackalloc byte[ProfileKinds.LongestKey];
        var length = kinds.Write(profile, key);
        return length < 0 ? rules.Ladder.Needs(profile)
            : (needs.Find(key[..length]) ?? needs.Keep(key[..length], new FactSetBox(rules.Ladder.Needs(profile)))).Facts;
    }

    private bool NeedsNothing(IndicationRules rules, SymptomProfile profile)
    {
        var (kinds, needs) = _ofIndication[rules.Place];
        Span<byte> key = stackalloc byte[ProfileKinds.LongestKey];
        var length = kinds.Write(profile, key);
        return length >= 0 && needs.Find(key[..length]) is { } found ? found.Facts.IsEmpty
            : !rules.Ladder.IsMovedByOneAnswer(profile) && Needs(rules, profile).IsEmpty;
    }

    private Ordered Order(SymptomProfile profile, ulong wanted)
    {
        var open = new FactSet[_rules.Indications.Length];
        var all = RedFlags(profile);
        foreach (var rules in _rules.Indications.Where(rules => (wanted >> rules.Place & 1) != 0))
        {
            open[rules.Place] = Needs(rules, profile);
            all |= open[rules.Place];
        }

        var tried = new TriedProfile(profile);
        return new Ordered([.. all.InOrder.OrderByDescending(fact => Settled(fact, tried, open))]);
    }

    /// <summary>
    /// The open facts of the red flags. One of an indication that is ruled out still makes the whole answer urgent, so an open one is always
    /// worth asking.
    /// </summary>
    /// <param name="profile">The answers.</param>
    public FactSet RedFlags(SymptomProfile profile)
    {
        var open = FactSet.None;
        foreach (var flag in _rules.RedFlags)
        {
            if (flag.Judge(profile) == Verdict.NotMet)
            {
                return FactSet.None;
            }

            open |= flag.OpenFacts(profile);
        }

        return open;
    }

    // How many open questions, over all indications, an answer is expected to take away, itself included: an indication that it decides asks
    // nothing more. Only the indications that ask for the fact can be moved by it.
    private double Settled(Fact fact, TriedProfile tried, FactSet[] open)
    {
        var given = tried.Given(fact);
        var (before, after, answers) = (1, 0, 0);
        ImmutableArray<Answer> tries = fact is CodeSetFact set ? Singly(set) : _rules.Completions.To(fact, tried.Profile);
        foreach (var rules in _rules.Indications)
        {
            before += open[rules.Place].Contains(fact) ? open[rules.Place].Count : 0;
        }

        foreach (ref readonly var answer in tries.AsSpan())
        {
            answers++;
            tried.Put(fact, answer);
            foreach (var rules in _rules.Indications)
            {
                after += open[rules.Place].Contains(fact) ? rules.Ladder.OpenFacts(tried.Profile).Count : 0;
            }
        }

        tried.PutBack(fact, given);
        return before - ((double)after / answers);
    }

    // Of a set, none and each single code stand for its many combinations.
    private static ImmutableArray<Answer> Singly(CodeSetFact set) => [.. set.Codes.Select((_, index) => 1UL << index).Prepend(0UL).Select(codes => new Answer(Codes: codes))];

    private sealed record FactSetBox(FactSet Facts);

    private sealed record Ordered(ImmutableArray<Fact> Facts);
}

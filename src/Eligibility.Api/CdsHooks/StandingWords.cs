using System.Collections.Immutable;
using Eligibility.Domain.Screenings;

namespace Eligibility.Api.CdsHooks;

/// <summary>Indications that stand alike, as words of a summary: by their names, or counted where these have no room.</summary>
internal sealed class StandingWords
{
    private readonly ImmutableArray<StandingIndication> _all;

    /// <summary>Takes them.</summary>
    /// <param name="parts">The indications.</param>
    public StandingWords(IEnumerable<IndicationScreening> parts) => _all = [.. parts.Select(StandingIndication.Of)];

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => _all.IsEmpty;

    /// <summary>How many they are.</summary>
    public int Count => _all.Length;

    /// <summary>Whether the label's criteria are to confirm for all of them: then it is said at once.</summary>
    public bool IsLabelOpen => _all.All(one => one.Mark == LabelMark.ToConfirm);

    /// <summary>"a and b (off label)".</summary>
    public string Names => Words.List([.. _all.GroupBy(one => one.IsOff).OrderBy(off => off.Key)
        .SelectMany(off => Named([.. off], off.Key ? LabelMark.OffLabel : LabelMark.None))]);

    /// <summary>"2 indications, 1 of them off label"; one alone by its name.</summary>
    public string Counted => Count == 1 ? Names : FormattableString.Invariant($"{Count} indications{OffAmongThem}");

    /// <summary>"off label" or "some off label"; empty where none is.</summary>
    public string Off => !_all.Any(one => one.IsOff) ? "" : _all.All(one => one.IsOff) ? Of(LabelMark.OffLabel) : $"some {Of(LabelMark.OffLabel)}";

    private string OffAmongThem => _all.Count(one => one.IsOff) switch
    {
        0 => "",
        var off when off == Count => $" ({Each(off)}{Of(LabelMark.OffLabel)})",
        var off => FormattableString.Invariant($", {off} of them {Of(LabelMark.OffLabel)}"),
    };

    /// <summary>"The label's criteria are met for a, basic ones for b (off label)".</summary>
    /// <param name="isMarked">Whether it is said how they stand to the label.</param>
    public string Met(bool isMarked = true) => Met((same, mark, _) => Named(same, mark), isMarked);

    /// <summary>"The label's criteria are met for 2 indications, basic ones for 3 (off label)"; one alone by its name.</summary>
    public string MetCounted() => Count == 1 ? Met() : Met((same, mark, isFirst) => same.Length == 1 ? Named(same, mark) : [Number(same.Length, mark, isFirst)], isMarked: true);

    /// <summary>"The label's criteria are met", where that is so of all; else how many they are, with a name where it is one.</summary>
    public string MetInFewWords()
    {
        var (owner, mark) = (_all[0].Owner, _all[0].Mark);
        return _all.All(one => (one.Owner, one.Mark) == (owner, mark))
            ? $"{Words.Sentence(Of(owner))} criteria are met{(mark == LabelMark.None ? "" : $" ({Of(mark)})")}"
            : $"Criteria are met for {Counted}";
    }

    private string Met(Func<ImmutableArray<StandingIndication>, LabelMark, bool, IEnumerable<string>> inWords, bool isMarked)
    {
        var clauses = new List<string>();
        foreach (var owner in _all.GroupBy(one => one.Owner).OrderBy(owner => owner.Key))
        {
            var isFirst = clauses.Count == 0;
            var names = owner.GroupBy(one => isMarked ? one.Mark : LabelMark.None).SelectMany(same => inWords([.. same], same.Key, isFirst));
            clauses.Add($"{(isFirst ? $"{Words.Sentence(Of(owner.Key))} criteria are met" : $"{Of(owner.Key)} ones")} for {Words.List([.. names])}");
        }

        return string.Join(", ", clauses);
    }

    // "a", "b (both off label)": behind the last of several it is said that all of them are meant.
    private static IEnumerable<string> Named(ImmutableArray<StandingIndication> same, LabelMark mark) => same.Select((one, place) =>
        mark != LabelMark.None && place == same.Length - 1 ? $"{one.Title} ({Each(same.Length)}{Of(mark)})" : one.Title);

    private static string Number(int count, LabelMark mark, bool isFirst) =>
        FormattableString.Invariant($"{count}{(isFirst ? " indications" : "")}{(mark == LabelMark.None ? "" : $" ({Of(mark)})")}");

    private static string Each(int count) => count switch
    {
        1 => "",
        2 => "both ",
        _ => "all ",
    };

    private static string Of(CriteriaOwner owner) => owner switch
    {
        CriteriaOwner.Label => "the label's",
        CriteriaOwner.Basic => "basic",
        _ => "published",
    };

    private static string Of(LabelMark mark) => mark switch
    {
        LabelMark.OffLabel => "off label",
        LabelMark.ToConfirm => "label to confirm",
        _ => "",
    };
}

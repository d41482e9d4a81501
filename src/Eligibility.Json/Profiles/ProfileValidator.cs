using System.Globalization;
using Eligibility.Domain.Facts;
using FluentValidation;

namespace Eligibility.Json.Profiles;

/// <summary>
/// Explains what is out of bounds or inconsistent in a draft. Its rules are built from the facts, so that a bound is defined once. It
/// is asked only about drafts that are not valid; built once, since building it costs more than using it.
/// </summary>
internal sealed class ProfileValidator : AbstractValidator<ProfileDraft>
{
    private static readonly ProfileValidator Instance = new();

    private ProfileValidator()
    {
        foreach (var fact in FactCatalogue.All)
        {
            switch (fact)
            {
                case NumberFact number:
                    Bound(RuleFor(draft => draft.Number(number)), number);
                    Compare(number);
                    CompareWithEntries(number);
                    break;
                case EntryListFact list:
                    Bound(list);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>Every bound that a draft breaks, in the order of the facts.</summary>
    public static IEnumerable<ProfileFault> Explain(ProfileDraft draft) => Instance.Validate(draft).Errors.Select(failure =>
        (ProfileFault)failure.CustomState with { Pointer = Pointer(failure.PropertyName) });

    private static void Bound<T>(IRuleBuilder<T, decimal?> rule, NumberFact fact)
    {
        var range = string.Create(CultureInfo.InvariantCulture, $"must be between {fact.Minimum} and {fact.Maximum} {fact.Unit}");
        rule.InclusiveBetween(fact.Minimum, fact.Maximum).OverridePropertyName(fact.Name)
            .WithState(_ => new ProfileFault("", FaultCodes.OutOfRange, range, fact.Minimum, fact.Maximum));
        if (fact.WholeNumbers)
        {
            rule.Must(number => number is null || decimal.IsInteger(number.Value)).OverridePropertyName(fact.Name)
                .WithState(_ => new ProfileFault("", FaultCodes.NotWhole, "must be a whole number", fact.Minimum, fact.Maximum));
        }
    }

    private void Compare(NumberFact fact)
    {
        if (fact.AtMost is { } bound)
        {
            RuleFor(draft => draft.Number(fact)).Must((draft, number) => !(number > draft.Number(bound))).OverridePropertyName(fact.Name)
                .WithState(_ => new ProfileFault("", FaultCodes.ExceedsOther, $"must be at most {bound.Name}"));
        }
    }

    private void CompareWithEntries(NumberFact fact)
    {
        if (fact.AtLeastEachOf is { } list)
        {
            // Below the fact's own minimum it is out of range, which is said already.
            RuleFor(draft => draft.Number(fact)).Must((draft, number) => !(number >= fact.Minimum && number < draft.LeastOf(fact))).OverridePropertyName(fact.Name)
                .WithState(_ => new ProfileFault("", FaultCodes.BelowOther, $"must be at least the days of each of {list.Name}"));
        }
    }

    private void Bound(EntryListFact list)
    {
        RuleFor(draft => draft[list]).Must(answer => answer is null || answer.Value.Entries.Length <= list.MaximumEntries).OverridePropertyName(list.Name)
            .WithState(_ => new ProfileFault("", FaultCodes.TooMany, $"must have at most {list.MaximumEntries} entries", 0, list.MaximumEntries));
        RuleForEach(draft => draft[list].GetValueOrDefault().Entries.IsDefault ? Array.Empty<Entry>() : draft[list]!.Value.Entries.AsEnumerable())
            .ChildRules(entry =>
            {
                foreach (var number in list.Fields.OfType<NumberFact>())
                {
                    Bound(entry.RuleFor(e => e[number] == null ? (decimal?)null : e[number]!.Value.Number), number);
                }
            })
            .OverridePropertyName(list.Name);
    }

    // FluentValidation names an entry's member list[0].member.
    private static string Pointer(string property) =>
        "#/" + property.Replace("[", "/", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Replace('.', '/');
}

using System.Diagnostics.CodeAnalysis;
using Eligibility.Domain.Facts;

namespace Eligibility.Domain.Criteria;

/// <summary>
/// The words that rule classes are written in. A limit that an edition leaves out is null, and so is the criterion: the authority
/// does not ask for it.
/// </summary>
internal static class Vocabulary
{
    extension(Quantity quantity)
    {
        /// <summary>The quantity is the limit or more.</summary>
        [return: NotNullIfNotNull(nameof(limit))]
        public Leaf? AtLeast(NumberLimit? limit) =>
            limit is null ? null : new NumberComparison(limit.Id, quantity, Comparison.AtLeast, limit.Value, limit);

        /// <summary>The quantity is the limit or less.</summary>
        [return: NotNullIfNotNull(nameof(limit))]
        public Leaf? AtMost(NumberLimit? limit) =>
            limit is null ? null : new NumberComparison(limit.Id, quantity, Comparison.AtMost, limit.Value, limit);

        /// <summary>The quantity is beyond the limit.</summary>
        [return: NotNullIfNotNull(nameof(limit))]
        public Leaf? MoreThan(NumberLimit? limit) =>
            limit is null ? null : new NumberComparison(limit.Id, quantity, Comparison.MoreThan, limit.Value, limit);

        /// <summary>The quantity is short of the limit.</summary>
        [return: NotNullIfNotNull(nameof(limit))]
        public Leaf? LessThan(NumberLimit? limit) =>
            limit is null ? null : new NumberComparison(limit.Id, quantity, Comparison.LessThan, limit.Value, limit);

        /// <summary>There is any of it at all.</summary>
        public Leaf IsPresent => new NumberComparison("present", quantity, Comparison.MoreThan, 0);
    }

    extension(NumberFact fact)
    {
        /// <summary>The answer is the limit or more.</summary>
        [return: NotNullIfNotNull(nameof(limit))]
        public Leaf? AtLeast(NumberLimit? limit) => Quantity.Of(fact).AtLeast(limit);

        /// <summary>The answer is beyond the limit.</summary>
        [return: NotNullIfNotNull(nameof(limit))]
        public Leaf? MoreThan(NumberLimit? limit) => Quantity.Of(fact).MoreThan(limit);

        /// <summary>The answer is the limit or less.</summary>
        [return: NotNullIfNotNull(nameof(limit))]
        public Leaf? AtMost(NumberLimit? limit) => Quantity.Of(fact).AtMost(limit);

        /// <summary>The answer is short of the limit.</summary>
        [return: NotNullIfNotNull(nameof(limit))]
        public Leaf? LessThan(NumberLimit? limit) => Quantity.Of(fact).LessThan(limit);
    }

    extension(CodedFact fact)
    {
        /// <summary>The answer has at least one of the limit's codes.</summary>
        [return: NotNullIfNotNull(nameof(limit))]
        public Leaf? IncludesAny(CodesLimit? limit) =>
            limit is null ? null : new CodeMembership(limit.Id, fact, limit.Codes, wanted: true, limit);

        /// <summary>The answer has none of the limit's codes.</summary>
        public Leaf IncludesNone(CodesLimit limit) => new CodeMembership(limit.Id, fact, limit.Codes, wanted: false, limit);
    }

    extension(CodeFact fact)
    {
        /// <summary>The answer is another one than the first code, which says "none".</summary>
        public Leaf IsAnyButNone => new CodeMembership("present", fact, fact.Codes.Skip(1), wanted: true);
    }

    extension(BooleanFact fact)
    {
        /// <summary>The answer is true.</summary>
        public Leaf IsTrue => new CodeMembership(Kebab(fact), fact, ["true"], wanted: true);

        /// <summary>The answer is false.</summary>
        public Leaf IsFalse => new CodeMembership(Kebab(fact), fact, ["false"], wanted: true);
    }

    private static string Kebab(BooleanFact fact) => Codes.Kebab(fact.Name);
}

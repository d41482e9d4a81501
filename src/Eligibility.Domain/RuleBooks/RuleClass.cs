using System.Reflection;
using Eligibility.Domain.Criteria;

namespace Eligibility.Domain.RuleBooks;

/// <summary>
/// Logic without numbers. A rule class defines a criterion tree from the limits of an edition; it does not judge, and it holds no
/// number, no sentence and no source: those stand in the rule file that names the class.
/// </summary>
internal abstract class RuleClass
{
    /// <summary>The limits it can be given, by name, and whether an edition may leave each one out.</summary>
    public abstract IReadOnlyList<LimitSlot> Slots { get; }

    /// <summary>Every rule class there is, by name.</summary>
    public static IReadOnlyDictionary<string, RuleClass> All { get; } = typeof(RuleClass).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(RuleClass)) && !type.IsAbstract)
        .ToDictionary(type => type.Name, type => (RuleClass)Activator.CreateInstance(type)!);

    /// <summary>The criteria of an edition.</summary>
    /// <param name="limits">One limit for each of <see cref="Slots"/>, in their order; null where the edition leaves it out.</param>
    /// <returns>The definition.</returns>
    public abstract Definition Define(IReadOnlyList<Limit?> limits);
}

/// <summary>A rule class with its limits as a record: one parameter a limit, nullable where an authority may not ask for it.</summary>
/// <typeparam name="TLimits">A record with one constructor whose parameters are <see cref="NumberLimit"/> or <see cref="CodesLimit"/>.</typeparam>
internal abstract class RuleClass<TLimits> : RuleClass
    where TLimits : class
{
    private static readonly ConstructorInfo Constructor = typeof(TLimits).GetConstructors()[0];

    public sealed override IReadOnlyList<LimitSlot> Slots { get; } = [.. Constructor.GetParameters().Select(LimitSlot.Of)];

    public sealed override Definition Define(IReadOnlyList<Limit?> limits)
    {
        var typed = (TLimits)Constructor.Invoke([.. limits]);
        return new Definition(Define(typed), Presentation(typed));
    }

    /// <summary>The criteria, from typed facts and limits.</summary>
    protected abstract Criterion Define(TLimits limits);

    /// <summary>What has to be there for the indication to be spelt out at all. Null: it is always spelt out.</summary>
    protected virtual Criterion? Presentation(TLimits limits) => null;
}

/// <summary>What a rule class makes of an edition's limits.</summary>
/// <param name="Criterion">The criterion tree.</param>
/// <param name="Presentation">What has to be there for the indication to be spelt out, or null.</param>
internal sealed record Definition(Criterion Criterion, Criterion? Presentation);

/// <summary>A limit that a rule class can be given.</summary>
/// <param name="Name">Its name in the rule file.</param>
/// <param name="IsNumber">Whether it is a number; else it is a choice of codes.</param>
/// <param name="IsOptional">Whether an edition may leave it out.</param>
internal sealed record LimitSlot(string Name, bool IsNumber, bool IsOptional)
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static LimitSlot Of(ParameterInfo parameter) => new(
        char.ToLowerInvariant(parameter.Name![0]) + parameter.Name[1..],
        parameter.ParameterType == typeof(NumberLimit),
        Nullability.Create(parameter).WriteState == NullabilityState.Nullable);
}

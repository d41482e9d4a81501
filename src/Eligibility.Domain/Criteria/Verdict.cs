namespace Eligibility.Domain.Criteria;

/// <summary>
/// What is known about a criterion. The order is the logic: "all of" is the minimum, "any of" is the maximum. A verdict other than
/// <see cref="Unknown"/> never changes when more facts are answered.
/// </summary>
public enum Verdict
{
    /// <summary>The facts that were answered show that it is not fulfilled.</summary>
    NotMet,

    /// <summary>The facts that were answered leave it open.</summary>
    Unknown,

    /// <summary>The facts that were answered show that it is fulfilled.</summary>
    Met,
}

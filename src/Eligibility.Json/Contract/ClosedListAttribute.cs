namespace Eligibility.Json.Contract;

/// <summary>Says that a member's codes are those of a closed list, so that the published schema can name them.</summary>
/// <param name="list">The enumeration whose members are the codes.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ClosedListAttribute(Type list) : Attribute
{
    /// <summary>The enumeration whose members are the codes.</summary>
    public Type List { get; } = list;
}

using System.Collections.Immutable;

namespace Eligibility.Domain.RuleBooks;

/// <summary>The rule book cannot be opened. The message lists every fault that was found.</summary>
public sealed class RuleBookException : Exception
{
    /// <summary>Creates it without faults.</summary>
    public RuleBookException()
        : this([])
    {
    }

    /// <summary>Creates it with a message of its own.</summary>
    /// <param name="message">The message.</param>
    public RuleBookException(string message)
        : base(message)
    {
    }

    /// <summary>Creates it with a message of its own and a cause.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause.</param>
    public RuleBookException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates it from the faults of a rule book.</summary>
    /// <param name="faults">The faults.</param>
    public RuleBookException(ImmutableArray<RuleBookFault> faults)
        : base(string.Join(Environment.NewLine, ["The rule book cannot be opened:", .. faults.Select(fault => $"  {fault}")])) => Faults = faults;

    /// <summary>What is wrong, file by file.</summary>
    public ImmutableArray<RuleBookFault> Faults { get; } = [];
}

/// <summary>One thing that is wrong with the files of a rule book.</summary>
/// <param name="File">The file, as a path from <c>rules/</c> on.</param>
/// <param name="Problem">What is wrong and where in the file.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record RuleBookFault(string File, string Problem, string Remedy)
{
    /// <inheritdoc />
    public override string ToString() => $"{File}: {Problem} {Remedy}";
}

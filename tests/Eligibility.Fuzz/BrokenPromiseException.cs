using System.Diagnostics.CodeAnalysis;

namespace Eligibility.Fuzz;

/// <summary>A promise of the reader or of a batch does not hold for some input. The message says which.</summary>
internal sealed class BrokenPromiseException : Exception
{
    /// <summary>Creates it without a message of its own.</summary>
    public BrokenPromiseException()
    {
    }

    /// <summary>Creates it.</summary>
    public BrokenPromiseException(string message)
        : base(message)
    {
    }

    /// <summary>Creates it.</summary>
    public BrokenPromiseException(string message, Exception cause)
        : base(message, cause)
    {
    }

    /// <summary>Goes on where a promise holds.</summary>
    /// <param name="holds">Whether it does.</param>
    /// <param name="promise">The promise.</param>
    /// <exception cref="BrokenPromiseException">It does not.</exception>
    public static void Unless([DoesNotReturnIf(false)] bool holds, string promise)
    {
        if (!holds)
        {
            throw new BrokenPromiseException($"Not so: {promise}");
        }
    }
}

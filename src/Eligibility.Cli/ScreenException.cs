namespace Eligibility.Cli;

/// <summary>Profiles could not be screened to the end. The message is a sentence for whoever typed the command.</summary>
internal sealed class ScreenException : Exception
{
    /// <summary>Nothing is known about it.</summary>
    public ScreenException()
    {
    }

    /// <summary>Says why.</summary>
    /// <param name="message">The sentence.</param>
    public ScreenException(string message)
        : base(message)
    {
    }

    /// <summary>Says why.</summary>
    /// <param name="message">The sentence.</param>
    /// <param name="innerException">What the system said.</param>
    public ScreenException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
